import { listNodeLabels, selectNodes } from '../labels';
import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan, NodePlan } from '../model';
import { bgpAdvertisementsOf, l2AdvertisementsOf } from './advertisements';

/** Taints that the speakers tolerate; upstream's list. */
const TOLERATED = /^node-role\.kubernetes\.io\/(master|control-plane)(=.*)?:NoSchedule$/;

/** With this label a node announces nothing, whatever its value. */
const EXCLUDE_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** The taint or label that keeps a node from announcing, if any. */
export function findObstacle(node: NodePlan): string | undefined {
  const taint = node.nodeTaint.find((one) => !one.endsWith(':PreferNoSchedule') && !TOLERATED.test(one));
  return taint ?? (listNodeLabels(node).has(EXCLUDE_LABEL) ? EXCLUDE_LABEL : undefined);
}

/** The nodes that the advertisements of a pool select, in the profile's order. */
export function announcersOf(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
): readonly NodePlan[] {
  const advertisements = [...l2AdvertisementsOf(metallb, pool), ...bgpAdvertisementsOf(metallb, pool)];
  const selected = new Set(advertisements.flatMap(({ nodeSelectors }) => selectNodes(plan, nodeSelectors)));
  return plan.nodes.filter((node) => selected.has(node));
}
