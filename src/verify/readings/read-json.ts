import type { Host, CommandOptions } from '../host';
import { UnreachableError } from '../host';
import { quoteCommand } from '../../terminal/quote-command';
import { runRequired } from '../hosts/run-required';

/**
 * Reads the JSON that a command prints.
 *
 * @param packageName the package that contains the command
 * @throws UnreachableError where the command is missing, fails, or is too old to print JSON
 */
export async function readJson<T>(
  host: Host,
  argv: readonly string[],
  packageName: string,
  options?: CommandOptions,
): Promise<T> {
  const { status, stdout, stderr } = await runRequired(host, argv, packageName, options);
  const command = quoteCommand(argv);
  if (status !== 0) {
    throw new UnreachableError(
      `"${command}" failed on ${host.name}: ${stderr.trim() || `exit status ${status}`}`,
      `run it on ${host.name} and read its error: ${command}`,
    );
  }
  try {
    // ip prints nothing where there is nothing to list.
    return JSON.parse(stdout.trim() || '[]') as T;
  } catch {
    throw new UnreachableError(
      `"${command}" does not print JSON on ${host.name}`,
      `install a newer ${packageName} on ${host.name}`,
    );
  }
}
