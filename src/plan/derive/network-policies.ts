import { freezeWithPath, pathOf } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import type { NetworkPoliciesPlan } from '../model/network-plan';

/** By default for components where k3s enforces policies: what another CNI does with them is unknown. */
export function deriveNetworkPolicies(profile: Profile): NetworkPoliciesPlan {
  const { networkPolicies } = profile;
  const plan = extend(networkPolicies, {
    components: () =>
      networkPolicies.components ?? (profile.networkPolicy && profile.flannel.backend !== 'none'),
  });
  return freezeWithPath(plan, pathOf(networkPolicies));
}
