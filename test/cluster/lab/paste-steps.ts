import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunningLab } from './running-lab';

const NETSTACK = resolve('bin/netstack.js');

/** How an operator reaches a lab. */
export interface OperatorAccess {
  /** Names of the nodes by every address that they have had. */
  readonly nodes: Readonly<Record<string, string>>;
  /** @default client */
  readonly kubectlOn?: string;
}

/** Runs commands of the printed steps in a shell, as an operator does who reaches the lab's nodes by ssh. */
export class Operator {
  private readonly folder = mkdtempSync(join(tmpdir(), 'netstack-operator-'));

  constructor(
    private readonly lab: RunningLab,
    { nodes, kubectlOn = 'client' }: OperatorAccess,
  ) {
    const exec = `exec node ${NETSTACK} lab exec ${lab.cluster}`;
    const names = Object.entries(nodes).map(([address, name]) => `  ${address}) node=${name} ;;`);
    // ssh joins its words, and a shell on the host takes them apart; root needs no sudo, and k3s is elsewhere.
    this.writeProgram(
      'ssh',
      [
        'if [ "$1" = -n ]; then exec < /dev/null; shift; fi',
        ...['case $1 in', ...names, 'esac', 'shift'],
        'words=$(printf %s "$*" | sed "s,/usr/local/bin/k3s ,k3s ,g")',
        `${exec} "$node" -- sh -c 'sudo() { "$@"; }; '"$words"`,
      ].join('\n'),
    );
    this.writeProgram('kubectl', `${exec} ${kubectlOn} -- kubectl "$@" < /dev/null`);
    this.writeProgram('curl', `${exec} client -- curl "$@" < /dev/null`);
  }

  /** Pastes lines. Returns what they printed. @throws Error where one of them fails */
  async paste(lines: readonly string[]): Promise<string> {
    const script = ['set -ex', ...lines.filter((line) => !line.startsWith('#'))];
    const child = spawn('bash', ['-s'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${this.folder}:${process.env['PATH'] ?? ''}` },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdin.end(script.join('\n'));
    const status = await new Promise<number | null>((settle) => child.once('close', settle));
    if (status !== 0) throw new Error(`a printed command failed in ${this.lab.cluster}:\n${said}`);
    return said;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private writeProgram(name: string, text: string): void {
    writeFileSync(join(this.folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(this.folder, name), 0o755);
  }
}

/** The commands of printed steps, and the instructions between them. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && (!line.startsWith('#') || line.includes('By hand')));
}
