import type { Check } from '../check';
import { CLUSTER_CHECKS } from './cluster';
import { LAN_CHECKS } from './lan';
import { NODE_CHECKS } from './node';
import { OVERLAY_CHECKS } from './overlay';
import { INSTALL_CHECKS } from './pre';

/** Every check, in the order in which their findings are shown: from the wire up. */
export const CHECKS: readonly Check[] = [...NODE_CHECKS, ...OVERLAY_CHECKS, ...CLUSTER_CHECKS, ...LAN_CHECKS];

/** The checks of running clusters that need neither k3s nor its objects. */
const WITHOUT_K3S: readonly string[] = [
  ...[
    'lan-address',
    'node-interfaces',
    'default-route',
    'reverse-path-filter',
    'kernel-features',
    'firewall-drops',
  ],
  ...['lan-neighbours', 'lan-ping'],
];

/** The checks before k3s is installed. */
export const PRE_CHECKS: readonly Check[] = [
  ...INSTALL_CHECKS,
  ...CHECKS.filter(({ id }) => WITHOUT_K3S.includes(id)),
];

/** Every check, also those before the installation only. */
export const ALL_CHECKS: readonly Check[] = [...CHECKS, ...INSTALL_CHECKS];
