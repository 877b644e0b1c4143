import type { Place, RunOptions } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';

/**
 * What a program prints as JSON.
 *
 * @param bringer the package that brings the program
 * @throws Unreachable where it is missing, fails, or is of a time before it knew JSON
 */
export async function readJson<T>(
  here: Place,
  argv: readonly string[],
  bringer: string,
  options?: RunOptions,
): Promise<T> {
  const { status, stdout, stderr } = await runRequired(here, argv, bringer, options);
  const command = argv.join(' ');
  if (status !== 0) {
    throw new Unreachable(
      `"${command}" failed on ${here.name}: ${stderr.trim() || `status ${status}`}`,
      `see what "${command}" says on ${here.name}`,
    );
  }
  try {
    // Where there is nothing to list, ip prints nothing at all.
    return JSON.parse(stdout.trim() || '[]') as T;
  } catch {
    throw new Unreachable(
      `"${command}" prints no JSON on ${here.name}`,
      `install a newer ${bringer} on ${here.name}`,
    );
  }
}
