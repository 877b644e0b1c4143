import { Cidr, contains } from '../../address';
import { allServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Addresses that mean the machine that uses them; in a pod, the pod. */
const LOOPBACK = [Cidr.parse('127.0.0.0/8'), Cidr.parse('::1/128')];

export const corednsForwardToLoopback: NetworkRule = {
  id: 'coredns-forward-to-loopback',
  severity: 'error',
  title: 'The cluster DNS is to ask a loopback address',
  why:
    'CoreDNS runs in a pod, where loopback addresses mean the pod and not the node. It asks itself in a circle, and ends ' +
    'itself when the loop plugin notices.',
  fix: "Write the address that the name server has on the LAN, such as the node's.",
  *check({ coredns }, source) {
    for (const { address, path } of allServers(coredns)) {
      if (!LOOPBACK.some((cidr) => contains(cidr, address))) continue;
      yield {
        path,
        message: `${source.quote(path)} means CoreDNS itself, since it runs in a pod of its own.`,
      };
    }
  },
};
