import { Cidr, contains } from '../../address';
import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Addresses that mean the machine that uses them; in a pod, the pod. */
const LOOPBACK = [Cidr.parse('127.0.0.0/8'), Cidr.parse('::1/128')];

export const corednsForwardToLoopback: NetworkRule = {
  id: 'coredns-forward-to-loopback',
  severity: 'error',
  title: 'The cluster DNS forwards to a loopback address',
  why:
    'CoreDNS runs in a pod, where a loopback address is the pod and not the node. It forwards to itself, and exits ' +
    'when the loop plugin detects this.',
  fix: "Write the name server's address on the LAN, such as that of the node.",
  check({ coredns }, report, source) {
    for (const { address, path } of allServers(coredns)) {
      if (!LOOPBACK.some((cidr) => contains(cidr, address))) continue;
      report({
        path,
        message: `${source.quote(path)} is CoreDNS itself, because it runs in its own pod.`,
      });
    }
  },
};
