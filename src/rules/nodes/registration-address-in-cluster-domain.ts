import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const registrationAddressInClusterDomain: NetworkRule = {
  id: 'registration-address-in-cluster-domain',
  severity: 'error',
  title: 'Nodes join by a name that only the cluster itself would resolve',
  why:
    'Nodes ask the resolver of the LAN, not the cluster DNS, and they need the name before there is a cluster. Pods, on ' +
    'the other hand, ask the cluster DNS, which says that the name does not exist.',
  fix: 'Use a name outside the cluster domain, or an address.',
  *check(plan, source) {
    const { registration, clusterDomain } = plan;
    const { address } = registration;
    if (!registration.fixed) return;
    if (address !== clusterDomain && !address.endsWith(`.${clusterDomain}`)) return;
    const domain = pathOf(plan, 'clusterDomain');
    yield {
      path: pathOf(registration),
      message: `${source.quote(pathOf(registration))} is inside the cluster domain "${clusterDomain}" (${source.line(domain)}).`,
      hint: 'Nodes could not resolve it before there is a cluster. Use a name outside of it, or an address.',
    };
  },
};
