import { isMap } from '../observed/fields';
import type { Fields } from '../observed/fields';

/** A label selector as a profile has it. */
export interface SelectorValues {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: { key: string; operator: 'In'; values?: string[] }[];
}

/** A list of label selectors, without what says nothing. */
export function readSelectors(fields: Fields, key: string): SelectorValues[] {
  return fields.list(key).map((selector) => {
    const labels = selector.take('matchLabels');
    const expressions = selector.list('matchExpressions').map((expression) => {
      const values = [...expression.texts('values')];
      return {
        key: expression.text('key') ?? '',
        operator: (expression.text('operator') ?? '') as 'In',
        ...(values.length > 0 && { values }),
      };
    });
    return {
      ...(isMap(labels) && { matchLabels: labels as Record<string, string> }),
      ...(expressions.length > 0 && { matchExpressions: expressions }),
    };
  });
}
