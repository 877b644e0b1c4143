import { findFreeNetwork } from '../../plan';
import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const clusterCidrOverlapsServiceCidr: NetworkRule = {
  id: 'cluster-cidr-overlaps-service-cidr',
  severity: 'error',
  title: 'The pod network and the service network share addresses',
  why:
    'Sooner or later a pod and a Service get the same address. What is sent to the pod then ends at the pods of the ' +
    'Service, and which pair it hits changes with every restart. Neither network can be changed afterwards.',
  fix: 'Give pods and Services a network each.',
  *check(plan, source) {
    for (const pods of plan.clusterCidr) {
      for (const services of plan.serviceCidr) {
        const clash = findNetworkClash(
          source,
          { cidr: services, title: 'the service network' },
          { cidr: pods, title: 'the pod network' },
        );
        if (clash === undefined) continue;
        yield {
          ...clash,
          hint: `A pod and a Service would get the same address. Give one of them ${findFreeNetwork(plan, pods.family)}.`,
        };
      }
    }
  },
};
