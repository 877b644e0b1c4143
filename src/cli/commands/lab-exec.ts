import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Lab } from '../../lab';

/** Runs a command in a machine of a lab, on the terminal of the caller. Returns the command's exit status. */
export function labExec(cluster: string, machine: string, command: readonly string[]): Promise<number> {
  const [program = '', ...words] = Lab.open(cluster).words(machine, command);
  const child = spawn(program, words, { stdio: 'inherit' });
  // The terminal sends an interrupt to both processes, and the command handles it.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => {
      process.off('SIGINT', ignore);
      resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
