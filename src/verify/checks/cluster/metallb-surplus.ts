import type { MetalLbPlan } from '../../../plan';
import { listName } from '../../../kubernetes/api-object';
import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList, formatTitle } from '../../objects/live-objects';

/** A kind of MetalLB's configuration, and the plan's objects of it. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly planned: (plan: MetalLbPlan) => readonly { readonly name: string }[];
}

/** One Community contains all aliases of a plan. */
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

/** MetalLB's configuration objects that the profile does not contain. */
export const metallbSurplus: ClusterCheck = {
  id: 'metallb-surplus',
  scope: 'cluster',
  title:
    'MetalLB has no pools, advertisements, peers, BFD profiles or communities other than those of the profile',
  why: 'An additional pool assigns addresses that may belong to other machines, and an advertisement without pools announces every pool. In native mode a single BFD profile makes the speakers reject all of their configuration.',
  applies: ({ metallb }) => metallb !== undefined,
  async *observe({ plan: { metallb }, cluster }: VerifyContext) {
    if (metallb === undefined) return;
    for (const { apiVersion, kind, planned } of KINDS) {
      const list = (await readList<{ readonly metadata: ObjectMeta }>(cluster, apiVersion, kind)) ?? [];
      const names = planned(metallb).map(({ name }) => name);
      const surplus = list.filter(({ metadata }) => !names.includes(metadata.name));
      for (const { metadata } of surplus) {
        const resource = `${listName(kind)}.metallb.io`;
        const next = `add it to the profile, or ${formatKubectlFor(metadata, 'delete', resource, metadata.name)}`;
        yield fail({
          subject: formatTitle(kind, metadata),
          found: 'the object exists',
          planned: 'no object of that name',
          components: ['metallb'],
          next,
        });
      }
      const all = names.join(', ') || 'none';
      if (surplus.length === 0) yield pass({ subject: `every ${kind}`, found: all, planned: all });
    }
  },
};
