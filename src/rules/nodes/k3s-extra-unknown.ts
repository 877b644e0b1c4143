import { findNearest } from '../../diagnostics';
import { listExtraFlags } from '../../plan/k3s-extra';
import { isKnownFlag, listKnownFlags } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

export const k3sExtraUnknown: NetworkRule = {
  id: 'k3s-extra-unknown',
  severity: 'error',
  title: 'Further k3s key that k3s does not have',
  why: 'An agent exits on a key that it does not know, and a server ignores it with a warning in its log.',
  fix: 'Write the name of a flag of "k3s server" or "k3s agent", without dashes in front.',
  check(plan, report) {
    for (const { key, flag, path } of listExtraFlags(plan)) {
      if (isKnownFlag(flag)) continue;
      const near = findNearest(spell(flag), listKnownFlags());
      report({
        path,
        message: `k3s has no key "${key}".`,
        hint: `An agent would exit on it. ${near === undefined ? 'Write the name of a flag of "k3s server" or "k3s agent".' : `Did you mean "${near}"?`}`,
      });
    }
  },
};

/** `--writeKubeconfigMode` as k3s spells it. */
function spell(flag: string): string {
  return flag
    .replace(/^-+/, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replaceAll('_', '-');
}
