import type { LabelRequirement } from '../../plan';
import { pathOf } from '../../diagnostics';
import { expressionKey, selectorKey, listSelectors } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbSelectorDuplicate: NetworkRule = {
  id: 'metallb-selector-duplicate',
  severity: 'error',
  title: 'Duplicate part of a label selector',
  why:
    "MetalLB's webhook rejects an object with two equal selectors, two equal expressions, or a value twice in an " +
    'expression, whatever the order.',
  fix: 'Remove one of the two.',
  check({ metallb }, report, source) {
    for (const selectors of metallb === undefined ? [] : listSelectors(metallb)) {
      for (const finding of twins(selectors, selectorKey).map(([first, second]) => ({
        path: pathOf(second),
        message: `this selector equals another one of the list (${source.line(pathOf(first))}).`,
      })))
        report(finding);
      for (const { matchExpressions } of selectors) {
        for (const finding of twins(matchExpressions, expressionKey).map(([first, second]) => ({
          path: pathOf(second),
          message: `this expression equals another one of the selector (${source.line(pathOf(first))}).`,
        })))
          report(finding);
        for (const expression of matchExpressions) {
          for (const index of findRepeated(expression)) {
            const path = pathOf(expression, 'values', index);
            report({ path, message: `${source.quote(path)} is already one of the values.` });
          }
        }
      }
    }
  },
};

/** Each thing that has the key of an earlier one, after that one. */
function twins<T>(things: readonly T[], key: (thing: T) => string): (readonly [first: T, second: T])[] {
  const earlier = new Map<string, T>();
  return things.flatMap((thing) => {
    const first = earlier.get(key(thing));
    if (first === undefined) earlier.set(key(thing), thing);
    return first === undefined ? [] : [[first, thing] as const];
  });
}

/** Positions of values that occur earlier in the list. */
function findRepeated({ values }: LabelRequirement): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
