import type { ProfilePath } from '../diagnostics';
import { pathOf } from '../diagnostics';
import type { LabelRequirement, NodeSelector } from '../plan';

/** A condition on a label. */
type Condition = Omit<LabelRequirement, 'operator'> & { readonly operator: string };

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const KEY = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** Something that the API server or a webhook rejects. */
export interface SelectorMistake {
  readonly path: ProfilePath;
  readonly what: string;
  readonly hint: string;
}

/** What is wrong with a label selector. */
export function listSelectorMistakes(selector: NodeSelector): readonly SelectorMistake[] {
  return [...listLabelMistakes(selector), ...selector.matchExpressions.flatMap(listExpressionMistakes)];
}

function listLabelMistakes({ matchLabels }: NodeSelector): SelectorMistake[] {
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

/** What is wrong with one condition. */
export function listExpressionMistakes(expression: Condition): SelectorMistake[] {
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
