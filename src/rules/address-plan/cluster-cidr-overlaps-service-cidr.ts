import { findFreeNetwork } from '../../plan';
import { findNetworkClash } from '../network-clash';
import type { NetworkRule } from '../network-rule';

export const clusterCidrOverlapsServiceCidr: NetworkRule = {
  id: 'cluster-cidr-overlaps-service-cidr',
  severity: 'error',
  title: 'clusterCidr and serviceCidr overlap',
  why:
    'A pod and a Service eventually get the same address. Packets to the pod then arrive at the pods of the Service. ' +
    'Which pair is affected changes with every restart. Neither network can be changed later.',
  fix: 'Choose separate networks for pods and Services.',
  check(plan, report, source) {
    for (const pods of plan.clusterCidr) {
      for (const services of plan.serviceCidr) {
        const clash = findNetworkClash(
          source,
          { cidr: services, title: 'the service network' },
          { cidr: pods, title: 'the pod network' },
        );
        if (clash === undefined) continue;
        report({
          ...clash,
          hint: `A pod and a Service would get the same address. Change one of them to ${findFreeNetwork(plan, pods.family)}.`,
        });
      }
    }
  },
};
