import type { Check } from './check';
import { CLUSTER_CHECKS } from './checks/cluster';
import { LAN_CHECKS } from './checks/lan';
import { NODE_CHECKS } from './checks/node';
import { OVERLAY_CHECKS } from './checks/overlay';
import { podTraffic } from './probe/pod-traffic';

/** Every check, in the order in which their findings are shown: from the wire up. */
export const CHECKS: readonly Check[] = [
  ...NODE_CHECKS,
  ...OVERLAY_CHECKS,
  ...CLUSTER_CHECKS,
  ...LAN_CHECKS,
  podTraffic,
];
