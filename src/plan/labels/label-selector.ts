import type { LabelRequirement, NodeSelector } from '../model';

/** Labels by key. */
export type LabelMap = ReadonlyMap<string, string>;

/** Labels that every node has and no profile knows the value of. */
export const UNKNOWABLE_LABELS: ReadonlySet<string> = new Set([
  'kubernetes.io/arch',
  'beta.kubernetes.io/arch',
]);

/**
 * Whether something with these labels is selected; no selector at all selects everything. Labels whose value is unknown
 * match any value.
 */
export function isSelected(
  selectors: readonly NodeSelector[],
  labels: LabelMap,
  unknown: ReadonlySet<string> = UNKNOWABLE_LABELS,
): boolean {
  return selectors.length === 0 || selectors.some((selector) => matches(selector, labels, unknown));
}

function matches(
  { matchLabels, matchExpressions }: NodeSelector,
  labels: LabelMap,
  unknown: ReadonlySet<string>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => unknown.has(key) || labels.get(key) === value) &&
    matchExpressions.every((expression) => satisfies(expression, labels, unknown))
  );
}

/** Whether the labels fulfil one condition. */
export function satisfies(
  { key, operator, values }: LabelRequirement,
  labels: LabelMap,
  unknown: ReadonlySet<string> = UNKNOWABLE_LABELS,
): boolean {
  if (unknown.has(key)) return operator !== 'DoesNotExist';
  const value = labels.get(key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}
