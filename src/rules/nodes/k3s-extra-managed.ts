import { listElements, listExtraFlags } from '../../plan/k3s-extra';
import { findManagingKey, findManagingKeyOfElement } from '../../profile/managed-flags';
import { splitValue } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

export const k3sExtraManaged: NetworkRule = {
  id: 'k3s-extra-managed',
  severity: 'error',
  title: 'Further k3s key sets what a key of the profile decides',
  why:
    'Rules, manifests and checks follow the key of the profile. With another value in the node file, k3s would run a ' +
    'network that differs from the one that was validated.',
  fix: 'Write the key of the profile instead.',
  check(plan, report, source) {
    for (const extra of listExtraFlags(plan)) {
      const owner = findManagingKey(extra.flag);
      if (owner !== undefined) {
        report({
          path: extra.path,
          message: `The key "${extra.key}" of k3s is decided by ${owner} of the profile.`,
          hint: `k3s would run another network than the validated one. Write ${owner} instead.`,
        });
        continue;
      }
      for (const { path, text } of listElements(extra)) {
        const element = splitValue(extra.flag, text).find((one) => findManagingKeyOfElement(extra.flag, one));
        if (element === undefined) continue;
        const key = findManagingKeyOfElement(extra.flag, element) as string;
        report({
          path,
          message: `${source.quote(path)} in "${extra.key}" is decided by ${key} of the profile.`,
          hint: `k3s would run another network than the validated one. Write ${key} instead.`,
        });
      }
    }
  },
};
