import { listElements, listExtraFlags } from '../../plan/k3s-extra';
import { isBooleanFlag, isKnownFlag, isListFlag } from '../../releases/k3s-flags';
import type { NetworkRule } from '../network-rule';

export const k3sExtraValueInvalid: NetworkRule = {
  id: 'k3s-extra-value-invalid',
  severity: 'error',
  title: 'Further k3s key with a value of another kind',
  why: 'k3s exits on a value that a boolean flag cannot parse, and of several values for one flag it keeps the last.',
  fix: 'Write true or false for a boolean flag, and one value for a flag that takes one.',
  check(plan, report, source) {
    for (const extra of listExtraFlags(plan)) {
      const { flag, key, path, value } = extra;
      if (!isKnownFlag(flag) || isListFlag(flag)) continue;
      if (Array.isArray(value) || key.endsWith('+')) {
        report({
          path,
          message: `"${key}" takes one value, and a list is written.`,
          hint: `k3s would keep the last value. Write "${flag}: " and one value.`,
        });
        continue;
      }
      if (!isBooleanFlag(flag) || listElements(extra).every(({ text }) => /^(?:true|false)$/.test(text)))
        continue;
      report({
        path,
        message: `${source.quote(path)} is no value of "${key}", which takes true or false.`,
        hint: 'k3s would not start. Write true or false.',
      });
    }
  },
};
