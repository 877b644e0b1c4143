import { RE2JS } from 're2js';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsRewriteRegex: NetworkRule = {
  id: 'coredns-rewrite-regex',
  severity: 'error',
  title: 'A rewrite has a regular expression that CoreDNS does not support',
  why:
    'CoreDNS uses the regular expressions of Go, without look-ahead, look-behind and back references. It rejects ' +
    'its whole configuration if one is invalid, and does not start.',
  fix: 'Write it in the syntax of Go (RE2).',
  check({ coredns }, report, source) {
    for (const rewrite of coredns.mode === 'none' ? [] : coredns.rewrite) {
      const problem = rewrite.match === 'regex' ? problemOf(rewrite.from) : undefined;
      if (problem === undefined) continue;
      const path = pathOf(rewrite, 'from');
      report({
        path,
        message: `${source.quote(path)} is not a regular expression of Go: ${problem}.`,
        hint: 'CoreDNS would not start. Go (RE2) has no look-ahead, look-behind and back references.',
      });
    }
  },
};

function problemOf(expression: string): string | undefined {
  try {
    RE2JS.compile(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error
      ? error.message.replace(/^error parsing regexp: /, '')
      : 'it cannot be read';
  }
}
