import { createInterface } from 'node:readline/promises';
import type { CommandIo } from '../../diagnostics/command-io';
import { askLine } from '../ask-line';

/** Asks on a terminal; without one, nothing happens unless `--yes` is set. */
export async function confirm(question: string, io: CommandIo): Promise<boolean> {
  if (process.stdin.isTTY !== true || io.stderr.isTTY !== true) {
    io.stderr.write('nothing was changed: confirm with --yes\n');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await askLine(terminal, `${question} Only "yes" is accepted: `);
  terminal.close();
  if (answer === undefined) io.stderr.write('\nnothing was changed\n');
  return answer?.trim() === 'yes';
}
