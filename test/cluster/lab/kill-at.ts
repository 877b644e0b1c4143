import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Runs netstack until it prints a line, and kills it there. A run that ends earlier yields its output. */
export function killAt(line: RegExp, argv: readonly string[]): Promise<string> {
  const child = spawn('node', ['bin/netstack.js', ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  const output: string[] = [];
  createInterface({ input: child.stderr }).on('line', (text) => {
    output.push(text);
    if (line.test(text)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', (status, signal) => {
      const end = `ended with ${status}: ${output.slice(-30).join('\n')}`;
      resolve(signal === 'SIGKILL' ? 'killed' : end);
    });
  });
}
