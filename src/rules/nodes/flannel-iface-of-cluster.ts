import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Interfaces that k3s, flannel and kube-proxy make when they start. */
const MADE_BY_THE_CLUSTER = /^(cni\d+|flannel([.-].*)?|kube-bridge|kube-ipvs\d+|kube-dummy-if|veth.*)$/;

export const flannelIfaceOfCluster: NetworkRule = {
  id: 'flannel-iface-of-cluster',
  severity: 'error',
  title: 'The interface for pod traffic is one that the cluster makes itself',
  why:
    'flannel needs an interface of the machine to send its packets by. Its own ones do not exist before it has started, ' +
    'so k3s ends with "unable to find interface".',
  fix: 'Name the interface that has nodeIp, as `ip address` shows it.',
  *check({ nodes, flannel }, source) {
    if (flannel.backend === 'none') return;
    const named = new Set<string>();
    for (const node of nodes) {
      if (!MADE_BY_THE_CLUSTER.test(node.flannelIface ?? '')) continue;
      const own = pathOf(node, 'flannelIface');
      const path = source.states(own) ? own : pathOf(flannel, 'iface');
      if (named.has(path.join('.'))) continue;
      named.add(path.join('.'));
      yield {
        path,
        message: `${source.quote(path)} is an interface that the cluster makes for pods.`,
        hint: 'It does not exist before flannel has started. Name the interface that has nodeIp, such as eth0.',
      };
    }
  },
};
