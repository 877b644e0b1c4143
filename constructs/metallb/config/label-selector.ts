/** A selector: the objects that meet all conditions. Without a condition it selects all objects. */
export interface LabelSelector {
  /**
   * The labels that an object must have.
   *
   * @default - any
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /**
   * Further conditions on labels.
   *
   * @default - none
   */
  readonly matchExpressions?: readonly LabelExpression[];
}

/** A condition on one label. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /**
   * The values for `In` and `NotIn`.
   *
   * @default - none, as `Exists` and `DoesNotExist` require
   */
  readonly values?: readonly string[];
}

/** The type of a selector in imports/. */
export interface PlainSelector {
  readonly matchLabels?: { [key: string]: string };
  readonly matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Copies of selectors without empty fields. Undefined where there is no selector: MetalLB then selects all objects. */
export function plainSelectors(selectors: readonly LabelSelector[] = []): PlainSelector[] | undefined {
  return selectors.length > 0 ? selectors.map(plainSelector) : undefined;
}

function plainSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): PlainSelector {
  return {
    ...(Object.keys(matchLabels).length > 0 && { matchLabels: { ...matchLabels } }),
    ...(matchExpressions.length > 0 && {
      matchExpressions: matchExpressions.map(({ key, operator, values = [] }) => ({
        key,
        operator,
        ...(values.length > 0 && { values: [...values] }),
      })),
    }),
  };
}

/** A copy; undefined where the list is empty: MetalLB then selects everything. */
export function plainList<T>(items: readonly T[] = []): T[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}
