import type { Setting } from '../observed/observed-network';

/** The value of `name=value` in a list of a component's flags; the last one counts. */
export function findArgument(args: readonly Setting[], name: string): string | undefined {
  const pattern = new RegExp(`^(?:--)?${name}=(.*)$`);
  return args
    .map(({ value }) => pattern.exec(value)?.[1])
    .filter((value) => value !== undefined)
    .at(-1);
}
