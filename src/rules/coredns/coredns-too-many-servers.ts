import { pathOf } from '../../diagnostics';
import { forwardsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** @see https://coredns.io/plugins/forward/#syntax */
const MOST = 15;

export const corednsTooManyServers: NetworkRule = {
  id: 'coredns-too-many-servers',
  severity: 'error',
  title: 'A forward has more servers than CoreDNS accepts',
  why: `CoreDNS accepts ${MOST} servers in one forward. With more it rejects its whole configuration, and does not start.`,
  fix: `Keep at most ${MOST}; two or three are enough.`,
  check({ coredns }, report, source) {
    for (const forward of coredns.mode === 'none' ? [] : forwardsOf(coredns)) {
      if (forward.to.length <= MOST) continue;
      const path = pathOf(forward, 'to', MOST);
      report({
        path,
        message: `${source.quote(path)} is server number ${MOST + 1}, and CoreDNS accepts ${MOST}.`,
      });
    }
  },
};
