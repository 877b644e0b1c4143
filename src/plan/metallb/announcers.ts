import { listNodeLabels, selectNodes } from '../labels';
import type { IPAddressPoolPlan, MetalLbPlan, NetworkPlan, NodePlan } from '../model';
import { findRepellingTaint, hasNodeAffinity, hasNodeLabels, SPEAKER_TOLERATIONS } from '../scheduling';
import { bgpAdvertisementsOf, l2AdvertisementsOf } from './advertisements';

/** With this label a node announces nothing, whatever its value. */
const EXCLUDE_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** The taint, label or key of the speaker that keeps a node from announcing, if any. */
export function findObstacle(plan: NetworkPlan, node: NodePlan): string | undefined {
  const { nodeSelector = {}, tolerations = [], affinity } = plan.metallb?.speaker ?? {};
  const taint = node.nodeTaint[findRepellingTaint(node, [...SPEAKER_TOLERATIONS, ...tolerations])];
  if (taint !== undefined) return taint;
  if (!hasNodeLabels(node, nodeSelector)) return 'speaker.nodeSelector';
  if (!hasNodeAffinity(node, affinity)) return 'speaker.affinity';
  return listNodeLabels(node).has(EXCLUDE_LABEL) ? EXCLUDE_LABEL : undefined;
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
