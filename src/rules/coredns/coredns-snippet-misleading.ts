import { pathOf } from '../../diagnostics';
import { snippetProblems } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetMisleading: NetworkRule = {
  id: 'coredns-snippet-misleading',
  severity: 'warning',
  title: 'CoreDNS accepts a raw snippet, but part of it has no effect or too much',
  why:
    'CoreDNS accepts duplicate plugins and unreachable server blocks without an error. The missing effect is ' +
    'noticed only when it is needed.',
  fix: 'Correct the text. The other keys of coredns need no snippet.',
  check({ coredns }, report) {
    for (const { snippet, severity, line, message, hint } of snippetProblems(coredns)) {
      if (severity !== 'warning') continue;
      report({
        path: pathOf(snippet, 'text'),
        message: `line ${line} of "${snippet.name}": ${message}.`,
        hint,
      });
    }
  },
};
