import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Interfaces that k3s, flannel and kube-proxy create when they start. */
const MADE_BY_THE_CLUSTER = /^(cni\d+|flannel([.-].*)?|kube-bridge|kube-ipvs\d+|kube-dummy-if|veth.*)$/;

export const flannelIfaceOfCluster: NetworkRule = {
  id: 'flannel-iface-of-cluster',
  severity: 'error',
  title: 'flannelIface is an interface that k3s itself creates',
  why:
    'flannel needs an interface of the host to send its packets. The interfaces that flannel creates do not exist ' +
    'before it starts, so k3s exits with "unable to find interface".',
  fix: 'Name the interface that has nodeIp, as `ip address` prints it.',
  check({ nodes, flannel }, report, source) {
    if (flannel.backend === 'none') return;
    const named = new Set<string>();
    for (const node of nodes) {
      if (!MADE_BY_THE_CLUSTER.test(node.flannelIface ?? '')) continue;
      const own = pathOf(node, 'flannelIface');
      const path = source.states(own) ? own : pathOf(flannel, 'iface');
      if (named.has(path.join('.'))) continue;
      named.add(path.join('.'));
      report({
        path,
        message: `${source.quote(path)} is an interface that k3s creates for pods.`,
        hint: 'It does not exist before flannel starts. Name the interface that has nodeIp, such as eth0.',
      });
    }
  },
};
