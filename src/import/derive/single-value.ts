/** A list as a profile has it: a single value without its list. */
export function unwrapSingle(values: readonly string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? '') : [...values];
}
