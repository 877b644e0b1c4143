import { listSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';
import { listSelectorMistakes } from '../selector-mistakes';

export const metallbSelectorInvalid: NetworkRule = {
  id: 'metallb-selector-invalid',
  severity: 'error',
  title: 'Invalid label selector',
  why:
    'In and NotIn need values, and Exists and DoesNotExist have none. Keys and values have the form of labels. ' +
    "MetalLB's webhook rejects an object with any other selector.",
  fix: 'Add values to In and NotIn, remove them from Exists and DoesNotExist, and write keys and values as labels.',
  check({ metallb }, report, source) {
    for (const selector of (metallb === undefined ? [] : listSelectors(metallb)).flat()) {
      for (const mistake of listSelectorMistakes(selector)) {
        report({
          path: mistake.path,
          message: `${source.quote(mistake.path)} ${mistake.what}.`,
          hint: mistake.hint,
        });
      }
    }
  },
};
