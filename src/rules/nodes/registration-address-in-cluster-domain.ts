import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const registrationAddressInClusterDomain: NetworkRule = {
  id: 'registration-address-in-cluster-domain',
  severity: 'error',
  title: 'registrationAddress is a name inside the cluster domain',
  why:
    'Nodes resolve the name by the name servers of the LAN, before the cluster DNS exists. Pods query the cluster ' +
    'DNS, which answers that the name does not exist.',
  fix: 'Use a name outside the cluster domain, or an address.',
  check(plan, report, source) {
    const { registration, clusterDomain } = plan;
    const { address } = registration;
    if (!registration.fixed) return;
    if (address !== clusterDomain && !address.endsWith(`.${clusterDomain}`)) return;
    const domain = pathOf(plan, 'clusterDomain');
    report({
      path: pathOf(registration),
      message: `${source.quote(pathOf(registration))} is inside the cluster domain "${clusterDomain}" (${source.line(domain)}).`,
      hint: 'Nodes could not resolve it before the cluster exists. Use a name outside the cluster domain, or an address.',
    });
  },
};
