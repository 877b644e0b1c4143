/** Objects by their labels: those that all conditions hold for. Without any condition: all objects. */
export interface LabelSelector {
  /**
   * Labels that an object must have.
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
   * For `In` and `NotIn`, the values that are meant.
   *
   * @default - none, as `Exists` and `DoesNotExist` want it
   */
  readonly values?: readonly string[];
}

/** As imports/ type it. */
export interface PlainSelector {
  readonly matchLabels?: { [key: string]: string };
  readonly matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** Copies; what says nothing is left out. Undefined where no selector is given, which MetalLB reads as all objects. */
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

/** A copy; undefined where the list is empty, which MetalLB reads as everything. */
export function plainList<T>(items: readonly T[] = []): T[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}
