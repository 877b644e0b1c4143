import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';

/** NetworkPolicies for pods that k3s-netstack installs. */
export function* findPolicyChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const key of ['components', 'samples'] as const) {
    const [was, is] = [before.networkPolicies[key], after.networkPolicies[key]];
    if (was === is) continue;
    yield {
      cost: 'applies',
      at: ['networkPolicies', key],
      message: `NetworkPolicies for ${key} are ${is ? 'added' : 'removed'}.`,
      consequence: is ? ADDED[key] : 'Every pod reaches every port of these pods.',
    };
  }
}

const ADDED = {
  components:
    'The pods of standalone CoreDNS, MetalLB and standalone Traefik reject connections to other ports than their own.',
  samples:
    'Samples reject connections from pods other than those of Traefik, unless they have an address of their own.',
};
