import type { Output, Place, RunOptions } from '../place';
import { NO_SUCH_PROGRAM, Unreachable } from '../place';

/**
 * Runs a program that has to be there, however it ends.
 *
 * @param bringer the package that brings it
 * @throws Unreachable where it is missing
 */
export async function runRequired(
  here: Place,
  argv: readonly string[],
  bringer: string,
  options?: RunOptions,
): Promise<Output> {
  const output = await here.run(argv, options);
  if (output.status !== NO_SUCH_PROGRAM) return output;
  throw new Unreachable(`there is no "${argv[0]}" on ${here.name}`, `install ${bringer} on ${here.name}`);
}
