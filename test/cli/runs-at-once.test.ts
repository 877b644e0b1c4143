import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { readTree } from '../synth/shipped';
import { buildNetstack } from './built';
import { emptyFolder } from './call';
import type { FleetFolders } from './fleet';
import { fleetOf, writeProfile } from './fleet';

const SIZE = 40;
const names = Array.from({ length: SIZE }, (_, index) => `store-${index}`);
const profileOf = (name: string) => `${MINIMAL}tlsSan: [${name}.arpa]\n`;
const fleet = () => fleetOf(Object.fromEntries(names.map((name) => [name, profileOf(name)])));

const built = mkdtempSync(join(tmpdir(), 'netstack-built-'));
const program = buildNetstack(built);
afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** A run as a process of its own, killed after some milliseconds if those are given. */
function run({ profiles, output }: FleetFolders, killAfterMs?: number, ...args: string[]): Promise<Ended> {
  const command = [program, 'synth', '--profiles', profiles, '--output', output, ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stderr });
    });
  });
}

/** The clusters of an output folder and all that is in them. */
function clustersIn(output: string): ReadonlyMap<string, string> {
  return new Map(readTree(output));
}

let expected: ReadonlyMap<string, string>;
let tookMs = 0;

beforeAll(async () => {
  const folders = { profiles: join(emptyFolder(), 'p'), output: join(emptyFolder(), 'out') };
  mkdirSync(folders.profiles);
  for (const name of names) writeProfile(folders, name, profileOf(name));
  await run(folders);
  const start = performance.now();
  expect((await run(folders, undefined, '--force')).status).toBe(0);
  tookMs = performance.now() - start;
  expected = clustersIn(folders.output);
}, 120_000);

describe('a run that is killed', () => {
  test('leaves no incomplete cluster, and the next run completes the fleet', async () => {
    const folders = fleet();
    let killed = 0;
    for (const part of [0.3, 0.45, 0.6, 0.7, 0.8, 0.9]) {
      const { status } = await run(folders, tookMs * part, '--force');
      if (status === null) killed += 1;
      for (const cluster of whole(folders.output)) expect(expected.get(cluster.name)).toBe(cluster.content);
    }
    expect(killed).toBeGreaterThan(0);
    expect((await run(folders)).status).toBe(0);
    const left = readTree(folders.output);
    for (const [name, content] of expected) expect(left.get(name), name).toBe(content);
    expect((await run(folders)).stderr).toContain(`0 written, ${SIZE} unchanged`);
  }, 120_000);

  /** Every file of the clusters that are in place. */
  function whole(output: string): { name: string; content: string }[] {
    mkdirSync(output, { recursive: true });
    return [...readTree(output)]
      .filter(([name]) => !name.startsWith('.'))
      .map(([name, content]) => ({ name, content }));
  }
});

describe('concurrent runs', () => {
  test('of the same fleet succeed, and write what one would write', async () => {
    const folders = fleet();
    const runs = await Promise.all([1, 2, 3].map(() => run(folders, undefined, '--force')));
    expect(runs.map(({ status, stderr }) => (status === 0 ? 0 : stderr))).toEqual([0, 0, 0]);
    expect(clustersIn(folders.output)).toEqual(expected);
    expect(readdirSync(folders.output).filter((name) => name.startsWith('.'))).toEqual([]);
    await run(folders);
    expect(clustersIn(folders.output)).toEqual(expected);
    expect((await run(folders)).stderr).toContain(`0 written, ${SIZE} unchanged`);
  }, 120_000);

  test('of different clusters both add theirs to the index', async () => {
    const folders = fleet();
    const halves = [names.slice(0, 20), names.slice(20)];
    await Promise.all(halves.map((half) => run(folders, undefined, ...half)));
    await run(folders);
    expect((await run(folders)).stderr).toContain(`0 written, ${SIZE} unchanged`);
    expect(clustersIn(folders.output)).toEqual(expected);
  }, 120_000);
});
