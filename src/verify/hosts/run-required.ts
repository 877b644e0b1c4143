import type { CommandOutput, Host, CommandOptions } from '../host';
import { COMMAND_NOT_FOUND, UnreachableError } from '../host';

/**
 * Runs a command that a check needs, whatever its exit status.
 *
 * @param packageName the package that contains it
 * @throws UnreachableError where the host lacks it
 */
export async function runRequired(
  host: Host,
  argv: readonly string[],
  packageName: string,
  options?: CommandOptions,
): Promise<CommandOutput> {
  const output = await host.run(argv, options);
  if (output.status !== COMMAND_NOT_FOUND) return output;
  throw new UnreachableError(`${host.name} has no "${argv[0]}"`, `install ${packageName} on ${host.name}`);
}
