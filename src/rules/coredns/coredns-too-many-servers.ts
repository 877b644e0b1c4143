import { pathOf } from '../../diagnostics';
import { forwardsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** @see https://coredns.io/plugins/forward/#syntax */
const MOST = 15;

export const corednsTooManyServers: NetworkRule = {
  id: 'coredns-too-many-servers',
  severity: 'error',
  title: 'A forward has more servers than CoreDNS takes',
  why: `CoreDNS takes ${MOST} servers in one forward. With more it refuses its whole configuration, and does not start.`,
  fix: `Keep ${MOST} at most; two or three are what helps.`,
  *check({ coredns }, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      if (forward.to.length <= MOST) continue;
      const path = pathOf(forward, 'to', MOST);
      yield {
        path,
        message: `${source.quote(path)} is server number ${MOST + 1}, and CoreDNS takes ${MOST}.`,
      };
    }
  },
};
