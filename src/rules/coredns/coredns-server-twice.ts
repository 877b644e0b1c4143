import type { AskedServer } from '../../plan';
import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerTwice: NetworkRule = {
  id: 'coredns-server-twice',
  severity: 'warning',
  title: 'A forward has the same server twice',
  why: 'When the server is down, CoreDNS sends its second attempt to the same server.',
  fix: 'Write a second server, or remove the duplicate.',
  check({ coredns }, report, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const earlier = new Map<string, AskedServer>();
      for (const server of serversOf(forward)) {
        const key = `${server.scheme}://${server.address.toString()} ${server.port}`;
        const first = earlier.get(key);
        if (first === undefined) {
          earlier.set(key, server);
          continue;
        }
        report({
          path: server.path,
          message: `${source.quote(server.path)} is already in this list (${source.line(first.path)}).`,
        });
      }
    }
  },
};
