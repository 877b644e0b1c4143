import { listK3sPorts, listLoadBalancerServices, findServicePortPath } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const servicelbPortTaken: NetworkRule = {
  id: 'servicelb-port-taken',
  severity: 'error',
  title: 'A Service wants a port that the nodes themselves listen on',
  why:
    'ServiceLB redirects the port of a Service on every node to its pods, before anything that listens there. With 10250 ' +
    'the API server no longer reaches the kubelets; with 2379 the servers lose etcd.',
  fix: 'Choose another port.',
  *check(plan) {
    for (const service of listLoadBalancerServices(plan)) {
      if (service.servedBy !== 'servicelb') continue;
      for (const { port, protocol } of service.ports) {
        const holder = listK3sPorts(plan).find((one) => one.port === port && one.protocol === protocol);
        if (holder === undefined) continue;
        yield {
          path: findServicePortPath(service, { port, protocol }),
          message: `${protocol} port ${port} is wanted twice, by ServiceLB for ${service.title} and by ${holder.owner}.`,
          hint: 'ServiceLB would take it away from the node. Choose another port.',
        };
      }
    }
  },
};
