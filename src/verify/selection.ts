import type { Check } from './check';

/** Which checks to run, by ID or scope (`node`, `cluster`, `lan`). */
export interface Selection {
  /** @default - every check */
  readonly only?: readonly string[];
  /** @default - none */
  readonly skip?: readonly string[];
}

/** The selected checks, in their order. */
export function selectChecks(checks: readonly Check[], { only, skip }: Selection): readonly Check[] {
  const isOneOf = ({ id, scope }: Check, names: readonly string[]) =>
    names.includes(id) || names.includes(scope);
  return checks.filter(
    (check) => (only === undefined || isOneOf(check, only)) && !isOneOf(check, skip ?? []),
  );
}

/** The names in a selection that are neither a check's ID nor a scope. */
export function findUnknownNames(checks: readonly Check[], { only, skip }: Selection): readonly string[] {
  const known = new Set(checks.flatMap(({ id, scope }) => [id, scope]));
  return [...(only ?? []), ...(skip ?? [])].filter((name) => !known.has(name));
}
