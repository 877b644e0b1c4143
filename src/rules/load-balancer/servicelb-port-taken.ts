import { listK3sPorts, listLoadBalancerServices, findServicePortPath } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbPortTaken: NetworkRule = {
  id: 'servicelb-port-taken',
  severity: 'error',
  title: 'A Service uses a port that k3s listens on',
  why:
    'ServiceLB redirects the port of a Service on every node to its pods, before any process that listens on it. ' +
    'With 10250 the API server no longer reaches the kubelets; with 2379 the servers lose etcd.',
  fix: 'Choose another port.',
  check(plan, report) {
    for (const service of listLoadBalancerServices(plan)) {
      if (service.servedBy !== 'servicelb') continue;
      for (const { port, protocol } of service.ports) {
        const holder = listK3sPorts(plan).find((one) => one.port === port && one.protocol === protocol);
        if (holder === undefined) continue;
        report({
          path: findServicePortPath(service, { port, protocol }),
          message: `${protocol} port ${port} is used twice, by ServiceLB for ${service.title} and by ${holder.owner}.`,
          hint: 'ServiceLB would redirect its packets. Choose another port.',
        });
      }
    }
  },
};
