import type { BGPAdvertisementPlan, IPAddressPoolPlan, MetalLbPlan, NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { isAdvertisedBy, hasFamily, peersOf, selectNodes } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbLocalPrefConflict: NetworkRule = {
  id: 'metallb-local-pref-conflict',
  severity: 'error',
  title: 'BGP advertisements of the same routes with different localPref',
  why:
    'A route has one local preference. If two advertisements of a pool apply to the same node, the same peer and the ' +
    'same aggregation, MetalLB rejects the second.',
  fix: 'Write the same localPref, or different nodeSelectors, peers or aggregation.',
  check(plan, report, source) {
    const { metallb } = plan;
    if (metallb === undefined) return;
    for (const [index, second] of metallb.bgpAdvertisements.entries()) {
      for (const first of metallb.bgpAdvertisements.slice(0, index)) {
        if ((first.localPref ?? 0) === (second.localPref ?? 0)) continue;
        const pool = metallb.ipAddressPools.find((one) => collide(plan, metallb, one, first, second));
        if (pool === undefined) continue;
        const stated = second.localPref === undefined ? first : second;
        const other = stated === second ? first : second;
        const theirs = other.localPref === undefined ? 'none' : `"${other.localPref}"`;
        report({
          path: pathOf(stated, 'localPref'),
          message: `${source.quote(pathOf(stated, 'localPref'))} differs from the localPref of advertisement "${other.name}" (${source.line(pathOf(other))}), which is ${theirs}, and both announce pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}).`,
        });
      }
    }
  },
};

/** Whether both announce the same routes of the pool, from one node to one peer. */
function collide(
  plan: NetworkPlan,
  metallb: MetalLbPlan,
  pool: IPAddressPoolPlan,
  a: BGPAdvertisementPlan,
  b: BGPAdvertisementPlan,
): boolean {
  if (!isAdvertisedBy(a, pool) || !isAdvertisedBy(b, pool) || aggregateApart(pool, a, b)) return false;
  const peers = peersOf(metallb, b);
  if (!peersOf(metallb, a).some((peer) => peers.includes(peer))) return false;
  const nodes = selectNodes(plan, b.nodeSelectors);
  return selectNodes(plan, a.nodeSelectors).some((node) => nodes.includes(node));
}

/** With different lengths for every family of the pool the routes are not the same. */
function aggregateApart(pool: IPAddressPoolPlan, a: BGPAdvertisementPlan, b: BGPAdvertisementPlan): boolean {
  const apart4 = a.aggregationLength !== b.aggregationLength;
  const apart6 = a.aggregationLengthV6 !== b.aggregationLengthV6;
  return (apart4 || !hasFamily(pool, 4)) && (apart6 || !hasFamily(pool, 6));
}
