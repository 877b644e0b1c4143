import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { folderOf } from '../../../src/lab';
import type { CheckFinding } from '../../../src/verify';
import type { Output } from './netstack';
import { netstack, expectOutput } from './netstack';
import { IMAGE_OPTIONS } from './requirements';

/** How a lab is made. */
export interface LabOptions {
  /** @default auto-deploy */
  readonly apply?: 'auto-deploy' | 'kubectl';
  /** Files beside the profile, by their name. @default none */
  readonly beside?: Readonly<Record<string, string>>;
}

/** The name that the lab of a profile has. */
export function clusterName(file: string): string {
  return `${basename(file, '.yaml')}-test`;
}

/** A file of what a lab is made of. */
export function labFolder(cluster: string, file: string): string {
  return join(folderOf(cluster).path, file);
}

/** A lab of a profile, under a name of its own: a lab of the same profile that a user has is left alone. */
export class RunningLab {
  /** Seconds that `lab up` took. */
  readonly seconds: number;

  private constructor(
    readonly cluster: string,
    readonly profile: string,
    /** The folder that synth wrote to. */
    readonly dist: string,
    /** What `lab up` said while it waited. */
    readonly said: string,
    start: number,
  ) {
    this.seconds = (Date.now() - start) / 1000;
  }

  get manifests(): string {
    return join(this.dist, this.cluster, 'manifests');
  }

  /** Writes a profile's files and makes a lab of them. */
  static async up(
    file: string,
    { apply = 'auto-deploy', beside = {} }: LabOptions = {},
  ): Promise<RunningLab> {
    const folder = mkdtempSync(join(tmpdir(), 'netstack-lab-'));
    const cluster = clusterName(file);
    const profile = join(folder, `${cluster}.yaml`);
    const dist = join(folder, 'dist');
    copyFileSync(file, profile);
    for (const [name, text] of Object.entries(beside)) writeFileSync(join(folder, name), text);
    expectOutput(await netstack('synth', profile, '--output', dist), 'synth');
    const start = Date.now();
    const ways = ['--apply', apply, '--output', dist, '--timeout', '900'];
    const made = await netstack('lab', 'up', profile, ...ways, ...IMAGE_OPTIONS);
    expectOutput(made, `lab up ${cluster}`);
    return new RunningLab(cluster, profile, dist, made.stderr, start);
  }

  /** Runs a program in a machine of the lab, however it ends. */
  output(machine: string, ...argv: readonly string[]): Promise<Output> {
    return netstack('lab', 'exec', this.cluster, machine, '--', ...argv);
  }

  /** The same for a program that has to end well; returns what it printed. */
  async exec(machine: string, ...argv: readonly string[]): Promise<string> {
    return expectOutput(await this.output(machine, ...argv), `${machine}: ${argv.join(' ')}`);
  }

  shell(machine: string, script: string): Promise<string> {
    return this.exec(machine, 'sh', '-c', script);
  }

  kubectl(...argv: readonly string[]): Promise<string> {
    return this.exec('client', 'kubectl', ...argv);
  }

  async kubectlJson<T>(...argv: readonly string[]): Promise<T> {
    return JSON.parse(await this.kubectl(...argv, '--output=json')) as T;
  }

  /** The first word of what an HTTP server on the LAN answers; `000` where none does. */
  async httpStatus(url: string, ...options: readonly string[]): Promise<string> {
    const words = ['curl', '-gsk', '-m', '5', '-o', '/dev/null', '-w', '%{http_code}', ...options, url];
    return (await this.output('client', ...words)).stdout;
  }

  async verify(...options: readonly string[]): Promise<readonly CheckFinding[]> {
    const { stdout, stderr } = await this.verifyOutput('--format', 'json', ...options);
    if (stdout === '') throw new Error(`verify said nothing on standard output:\n${stderr}`);
    return (JSON.parse(stdout) as { readonly findings: readonly CheckFinding[] }).findings;
  }

  verifyOutput(...options: readonly string[]): Promise<Output> {
    return netstack('verify', this.profile, '--output', this.dist, ...options);
  }

  async down(): Promise<void> {
    expectOutput(await netstack('lab', 'down', this.cluster), `lab down ${this.cluster}`);
    rmSync(join(this.profile, '..'), { recursive: true });
  }
}
