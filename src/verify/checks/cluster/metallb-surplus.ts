import type { MetalLbPlan } from '../../../plan';
import { listName } from '../../../kubernetes/api-object';
import type { ClusterCheck, Verification } from '../../check';
import { fails, holds } from '../../finding';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, titleOf } from '../../objects/live-objects';

/** A kind of MetalLB's configuration, and the objects that the plan has of it. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly planned: (plan: MetalLbPlan) => readonly { readonly name: string }[];
}

/** All aliases of a plan are in one Community. */
const ALIASES = { name: 'communities' };

const API = 'metallb.io/v1beta1';

const KINDS: readonly Kind[] = [
  { apiVersion: API, kind: 'IPAddressPool', planned: ({ ipAddressPools }) => ipAddressPools },
  { apiVersion: API, kind: 'L2Advertisement', planned: ({ l2Advertisements }) => l2Advertisements },
  { apiVersion: API, kind: 'BGPAdvertisement', planned: ({ bgpAdvertisements }) => bgpAdvertisements },
  { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer', planned: ({ bgpPeers }) => bgpPeers },
  { apiVersion: API, kind: 'BFDProfile', planned: ({ bfdProfiles }) => bfdProfiles },
  {
    ...{ apiVersion: API, kind: 'Community' },
    planned: ({ communities }) => (communities.length === 0 ? [] : [ALIASES]),
  },
];

/** What MetalLB was told beyond the profile. */
export const metallbSurplus: ClusterCheck = {
  id: 'metallb-surplus',
  scope: 'cluster',
  title: 'MetalLB has no pool, advertisement, peer, BFD profile or community beyond those of the profile',
  why: 'A pool that somebody added gives addresses that nobody planned, perhaps those of other machines; an advertisement without pools announces every one; without FRR a single BFD profile makes the speakers refuse all of their configuration.',
  applies: ({ metallb }) => metallb !== undefined,
  async *look({ plan: { metallb }, cluster }: Verification) {
    if (metallb === undefined) return;
    for (const { apiVersion, kind, planned } of KINDS) {
      const list = (await readList<{ readonly metadata: ObjectMeta }>(cluster, apiVersion, kind)) ?? [];
      const names = planned(metallb).map(({ name }) => name);
      const surplus = list.filter(({ metadata }) => !names.includes(metadata.name));
      for (const { metadata } of surplus) {
        const resource = `${listName(kind)}.metallb.io`;
        const next = `write it into the profile, or kubectl -n ${metadata.namespace} delete ${resource} ${metadata.name}`;
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
