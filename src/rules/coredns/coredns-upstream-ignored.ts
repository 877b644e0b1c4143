import { pathOf } from '../../diagnostics';
import { readSnippet } from '../../languages/corefile';
import type { NetworkRule } from '../network-rule';

export const corednsUpstreamIgnored: NetworkRule = {
  id: 'coredns-upstream-ignored',
  severity: 'error',
  title: 'This k3s release ignores the upstream of the profile',
  why:
    'The Corefile of older k3s releases has its own forward before the one of the profile. CoreDNS uses the first: ' +
    "it continues to query the servers of the node's resolv.conf.",
  fix: 'Use k3s v1.34.2, v1.33.6, v1.32.10 or newer, or mode: standalone.',
  check({ coredns, k3s, k3sVersion }, report, source) {
    if (coredns.mode !== 'packaged' || k3s.corednsForwardOverride) return;
    const why = `the CoreDNS of k3s ${k3sVersion.toString()} (${source.line(pathOf(k3sVersion))}) asks the node's resolv.conf first`;
    if (coredns.upstream !== undefined) {
      const path = pathOf(coredns.upstream, 'to', 0);
      report({ path, message: `${source.quote(path)} would have no effect: ${why}.` });
    }
    for (const snippet of coredns.snippets.filter(({ name }) => name.endsWith('.override'))) {
      const forward = readSnippet(snippet.text, 'override').directives.find(
        ({ name }) => name.text === 'forward',
      );
      if (forward === undefined) continue;
      report({
        path: pathOf(snippet, 'text'),
        message: `the forward in line ${forward.name.line} of "${snippet.name}" would have no effect: ${why}.`,
        hint: 'Forward the zone by coredns.forward, which has a block of its own; or use k3s v1.34.2, v1.33.6, v1.32.10 or newer, or mode: standalone.',
      });
    }
  },
};
