import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MINIMAL } from '../../plan-of';
import { readTree } from '../shipped';

/** A profile before or after a change, or with an error. */
export type Version = 'a' | 'b' | 'broken';

/** The state of a cluster's folder. */
export type FolderState = 'a' | 'b' | 'absent' | 'half';

/** A project of many small clusters whose profiles change again and again, with the program of this one. */
export class KillProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'kill-test-'));
  /** The folder for temporary files of the runs; other runs on this machine have another one. */
  readonly temporary = mkdtempSync(join(tmpdir(), 'kill-test-tmp-'));
  readonly clusters: readonly string[];
  private readonly versions = new Map<string, Version>();
  private readonly digests: Readonly<Record<'a' | 'b', ReadonlyMap<string, string>>>;

  /** @param render renders the clusters of the project to a folder, by a run that is not killed */
  constructor(count: number, render: (project: KillProject, output: string) => void) {
    this.clusters = Array.from({ length: count }, (_, index) => `store-${String(index).padStart(3, '0')}`);
    mkdirSync(join(this.folder, 'profiles'));
    const app = `node ${resolve('bin/run.js')} main.ts`;
    writeFileSync(join(this.folder, 'cdk8s.yaml'), `language: typescript\napp: ${app}\n`);
    writeFileSync(join(this.folder, 'package.json'), '{"scripts":{"synth":"node bin/synth.js"}}\n');
    for (const name of ['bin', 'node_modules']) symlinkSync(resolve(name), join(this.folder, name));
    const digestsOf = (version: 'a' | 'b') => {
      this.setAll(version);
      const output = join(this.folder, `expected-${version}`);
      render(this, output);
      const digests = new Map(this.clusters.map((cluster) => [cluster, digest(join(output, cluster))]));
      rmSync(output, { recursive: true });
      return digests;
    };
    this.digests = { a: digestsOf('a'), b: digestsOf('b') };
  }

  get output(): string {
    return join(this.folder, 'dist');
  }

  setAll(version: Version): void {
    for (const cluster of this.clusters) this.set(cluster, version);
  }

  /** Changes a profile, or repairs a broken one. */
  toggle(cluster: string): void {
    this.set(cluster, this.versionOf(cluster) === 'a' ? 'b' : 'a');
  }

  set(cluster: string, version: Version): void {
    if (this.versions.get(cluster) === version) return;
    this.versions.set(cluster, version);
    writeFileSync(join(this.folder, 'profiles', `${cluster}.yaml`), textOf(cluster, version));
  }

  versionOf(cluster: string): Version {
    return this.versions.get(cluster) ?? 'broken';
  }

  stateOf(cluster: string): FolderState {
    const found = digest(join(this.output, cluster));
    if (found === this.digests.a.get(cluster)) return 'a';
    if (found === this.digests.b.get(cluster)) return 'b';
    return found === EMPTY ? 'absent' : 'half';
  }

  /** Everything in the project and its output folder that is neither a cluster nor an input. */
  leftovers(): readonly string[] {
    const inputs = ['.netstack', 'bin', 'cdk8s.yaml', 'dist', 'node_modules', 'package.json', 'profiles'];
    const inOutput = readdirSync(this.output).filter((name) => !this.clusters.includes(name));
    return [...readdirSync(this.folder).filter((name) => !inputs.includes(name)), ...inOutput];
  }

  remove(): void {
    // A run that survived may still write: its files go with the next attempt.
    const options = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };
    for (const folder of [this.folder, this.temporary]) rmSync(folder, options);
  }
}

function textOf(cluster: string, version: Version): string {
  if (version === 'broken') return `${MINIMAL}lan: broken\n`;
  const ingress = `{ host: ${cluster}-${version}.home.arpa }`;
  return `${MINIMAL}tlsSan: [${version}.arpa]\nsamples: [{ name: whoami, namespace: demo, ingress: ${ingress} }]\n`;
}

const EMPTY = hash('');

/** One digest of all files of a folder. */
function digest(folder: string): string {
  try {
    return hash([...readTree(folder)].map(([name, text]) => `${name}\n${text}`).join('\0'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return EMPTY;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
