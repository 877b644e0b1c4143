import { findFreeNetwork } from '../../plan';
import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const serviceCidrOverlapsLan: NetworkRule = {
  id: 'service-cidr-overlaps-lan',
  severity: 'error',
  title: 'The service network and the LAN share addresses',
  why:
    'kube-proxy on each node takes every packet to a service address for itself. A machine of the LAN whose address is ' +
    'given to a Service is gone for all nodes and pods. The service network cannot be changed afterwards.',
  fix: 'Give Services a private network that nothing around the cluster uses.',
  *check(plan, source) {
    for (const lan of plan.lan.cidr) {
      for (const services of plan.serviceCidr) {
        const clash = findNetworkClash(
          source,
          { cidr: services, title: 'the service network' },
          { cidr: lan, title: 'the LAN' },
        );
        if (clash === undefined) continue;
        yield {
          ...clash,
          hint: `A Service with the address of a machine hides it from the cluster. Write serviceCidr: ${findFreeNetwork(plan, services.family)}.`,
        };
      }
    }
  },
};
