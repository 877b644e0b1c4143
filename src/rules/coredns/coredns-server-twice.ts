import type { AskedServer } from '../../plan';
import { forwardsOf, serversOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsServerTwice: NetworkRule = {
  id: 'coredns-server-twice',
  severity: 'warning',
  title: 'A forward has the same server twice',
  why: 'When the server is down both are, and CoreDNS spends the time for the second try on the one that did not answer.',
  fix: 'Write a second server, or leave it at one.',
  *check({ coredns }, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      const earlier = new Map<string, AskedServer>();
      for (const server of serversOf(forward)) {
        const key = `${server.scheme}://${server.address.toString()} ${server.port}`;
        const first = earlier.get(key);
        if (first === undefined) {
          earlier.set(key, server);
          continue;
        }
        yield {
          path: server.path,
          message: `${source.quote(server.path)} is already one of these servers (${source.line(first.path)}).`,
        };
      }
    }
  },
};
