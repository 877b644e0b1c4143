import type { MetalLbPlan } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import { fails, holds } from '../finding';
import type { ObjectMeta } from './objects/live-objects';
import { readList, titleOf } from './objects/live-objects';

/** Kinds of MetalLB's configuration, and the names that the plan has of each. */
const KINDS: readonly (readonly [
  string,
  string,
  (plan: MetalLbPlan) => readonly { readonly name: string }[],
])[] = [
  ['metallb.io/v1beta1', 'IPAddressPool', ({ ipAddressPools }) => ipAddressPools],
  ['metallb.io/v1beta1', 'L2Advertisement', ({ l2Advertisements }) => l2Advertisements],
  ['metallb.io/v1beta1', 'BGPAdvertisement', ({ bgpAdvertisements }) => bgpAdvertisements],
  ['metallb.io/v1beta2', 'BGPPeer', ({ bgpPeers }) => bgpPeers],
];

/** What MetalLB was told beyond the profile. */
export const metallbSurplus: ClusterCheck = {
  id: 'metallb-surplus',
  scope: 'cluster',
  title: 'MetalLB has no pool, advertisement or peer beyond those of the profile',
  why: 'A pool that somebody added gives addresses that nobody planned, perhaps those of other machines; an advertisement without pools announces every one.',
  applies: ({ metallb }) => metallb !== undefined,
  async *look({ plan: { metallb }, cluster }: Verification) {
    if (metallb === undefined) return;
    for (const [apiVersion, kind, planned] of KINDS) {
      const list = (await readList<{ readonly metadata: ObjectMeta }>(cluster, apiVersion, kind)) ?? [];
      const names = planned(metallb).map(({ name }) => name);
      const surplus = list.filter(({ metadata }) => !names.includes(metadata.name));
      for (const { metadata } of surplus) {
        const next = `write it into the profile, or kubectl -n ${metadata.namespace} delete ${kind.toLowerCase()} ${metadata.name}`;
        yield fails({
          looked: titleOf(kind, metadata),
          found: 'it is there',
          planned: 'nothing of that name',
          next,
        });
      }
      const all = names.join(', ') || 'none';
      if (surplus.length === 0) yield holds({ looked: `every ${kind}`, found: all, planned: all });
    }
  },
};
