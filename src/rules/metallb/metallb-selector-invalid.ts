import type { ProfilePath } from '../../diagnostics';
import type { LabelRequirement, NodeSelector } from '../../plan';
import { pathOf } from '../../diagnostics';
import { listSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

interface Mistake {
  readonly path: ProfilePath;
  readonly what: string;
  readonly hint: string;
}

export const metallbSelectorInvalid: NetworkRule = {
  id: 'metallb-selector-invalid',
  severity: 'error',
  title: 'Invalid label selector',
  why:
    'In and NotIn need values, and Exists and DoesNotExist have none. Keys and values have the form of labels. ' +
    "MetalLB's webhook rejects an object with any other selector.",
  fix: 'Add values to In and NotIn, remove them from Exists and DoesNotExist, and write keys and values as labels.',
  *check({ metallb }, source) {
    for (const selector of (metallb === undefined ? [] : listSelectors(metallb)).flat()) {
      for (const mistake of [
        ...labelMistakes(selector),
        ...selector.matchExpressions.flatMap(expressionMistakes),
      ]) {
        yield {
          path: mistake.path,
          message: `${source.quote(mistake.path)} ${mistake.what}.`,
          hint: mistake.hint,
        };
      }
    }
  },
};

function labelMistakes({ matchLabels }: NodeSelector): Mistake[] {
  return Object.entries(matchLabels).flatMap(([key, value]) => [
    ...(KEY.test(key)
      ? []
      : [
          {
            path: pathOf(matchLabels, key),
            what: `has the key "${key}", which is not a label key`,
            hint: KEY_HINT,
          },
        ]),
    ...(VALUE.test(value)
      ? []
      : [{ path: pathOf(matchLabels, key), what: 'is not a label value', hint: VALUE_HINT }]),
  ]);
}

function expressionMistakes(expression: LabelRequirement): Mistake[] {
  const { key, operator, values } = expression;
  const needsValues = operator === 'In' || operator === 'NotIn';
  return [
    ...(KEY.test(key)
      ? []
      : [{ path: pathOf(expression, 'key'), what: 'is not a label key', hint: KEY_HINT }]),
    ...(needsValues && values.length === 0
      ? [
          {
            path: pathOf(expression, 'operator'),
            what: 'needs values, and there are none',
            hint: 'Add values: [...] with at least one.',
          },
        ]
      : []),
    ...(!needsValues && values.length > 0
      ? [
          {
            path: pathOf(expression, 'operator'),
            what: 'accepts no values',
            hint: 'Remove values, or write In or NotIn.',
          },
        ]
      : []),
    ...values.flatMap((value, index) =>
      VALUE.test(value)
        ? []
        : [{ path: pathOf(expression, 'values', index), what: 'is not a label value', hint: VALUE_HINT }],
    ),
  ];
}

const KEY_HINT =
  'A key is at most 63 letters, digits, dashes, underscores and dots, after a domain and a slash if it has one.';
const VALUE_HINT = 'A value is at most 63 letters, digits, dashes, underscores and dots.';
