import { spawn } from 'node:child_process';

/** What a program printed, and how it ended. */
export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the tool as a user does. */
export function netstack(...argv: readonly string[]): Promise<Output> {
  return program('node', ['bin/netstack.js', ...argv]);
}

/** Runs a program to its end; its words go to no shell. */
export function program(name: string, argv: readonly string[], folder = process.cwd()): Promise<Output> {
  const child = spawn(name, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const collected = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (collected.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (collected.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ status: code ?? 128, ...collected }));
  });
}

/** What a program that ended well printed. */
export function expectOutput({ status, stdout, stderr }: Output, what: string): string {
  if (status !== 0) throw new Error(`${what} ended with status ${status}:\n${stderr}\n${stdout}`);
  return stdout;
}
