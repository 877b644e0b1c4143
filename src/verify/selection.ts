import type { Check } from './check';

/** Which checks are asked for, by id or by scope (`node`, `cluster`, `lan`). */
export interface Selection {
  /** @default - every check */
  readonly only?: readonly string[];
  /** @default - none */
  readonly skip?: readonly string[];
}

/** The checks that a selection leaves, in their order. */
export function selected(checks: readonly Check[], { only, skip }: Selection): readonly Check[] {
  const isOneOf = ({ id, scope }: Check, names: readonly string[]) =>
    names.includes(id) || names.includes(scope);
  return checks.filter(
    (check) => (only === undefined || isOneOf(check, only)) && !isOneOf(check, skip ?? []),
  );
}

/** The words of a selection that mean no check. */
export function unknownNames(checks: readonly Check[], { only, skip }: Selection): readonly string[] {
  const known = new Set(checks.flatMap(({ id, scope }) => [id, scope]));
  return [...(only ?? []), ...(skip ?? [])].filter((name) => !known.has(name));
}
