import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { askDns } from '../../probe/ask-dns';

/** CoreDNS at its Service address, from each node. */
export const nodeDns: NodeCheck = {
  id: 'node-dns',
  scope: 'node',
  title: 'the node resolves a name of the cluster at clusterDns',
  why: 'Pods on this node resolve no names: the path is the same, through kube-proxy and the pod network to CoreDNS.',
  dependsOn: [
    'service-rules',
    'overlay-ping',
    'workloads-ready',
    'coredns-config',
    'service-addresses',
    'service-endpoints',
    'route-lookup',
  ],
  applies: ({ coredns }) => coredns.mode !== 'none',
  async *observe({ plan, host, self }: NodeContext) {
    const name = `kubernetes.default.svc.${plan.clusterDomain}`;
    const address = plan.apiServiceAddress;
    const type = address.family === 6 ? 'AAAA' : 'A';
    for (const server of plan.clusterDns.map(String)) {
      const answer = await askDns(host, server, name, type);
      yield passIf(answer?.addresses.includes(address.toString()) === true, {
        subject: `${name} ${type} at ${server} from ${self.name}`,
        found: answer === undefined ? 'no answer' : [answer.code, ...answer.addresses].join(' '),
        planned: address.toString(),
        components: ['coredns'],
        next: 'see the checks that this one depends on; kubectl -n kube-system get pods,endpointslices -l k8s-app=kube-dns',
        proof: `on ${self.name}: dig @${server} ${name} ${type}`,
      });
    }
  },
};
