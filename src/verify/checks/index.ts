import type { Check } from '../check';
import { CLUSTER_CHECKS } from './cluster';
import { LAN_CHECKS } from './lan';
import { NODE_CHECKS } from './node';
import { OVERLAY_CHECKS } from './overlay';

/** Every check, in the order in which their findings are shown: from the wire up. */
export const CHECKS: readonly Check[] = [...NODE_CHECKS, ...OVERLAY_CHECKS, ...CLUSTER_CHECKS, ...LAN_CHECKS];
