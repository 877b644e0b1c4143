import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { KillProject } from './project';
import type { Target, WayIn } from './ways-in';
import { DRAWN_WAYS, kill, processesIn, startRun } from './ways-in';

/** How many runs are killed. */
export interface KillOptions {
  readonly kills: number;
  readonly clusters: number;
  readonly seed: number;
  /** Called after each kill. */
  readonly onKill?: (kills: number, failures: number) => void;
}

/** What was observed. */
export interface KillReport {
  /** Runs that were still running when the signal was sent, by what was killed how. */
  readonly killed: ReadonlyMap<string, number>;
  /** Clusters that a killed run had left absent or half. */
  readonly hit: number;
  /** What was wrong after the run that followed a kill. */
  readonly failures: readonly string[];
}

/** Which share of the clusters one run after the other changes: all, or as few as a user does. */
const SHARES = [1, 0.1] as const;

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;

/** Every this many clusters, one has a broken profile in the run after a kill. */
const BROKEN_EVERY = 17;

/** How long a process of a killed run may take to notice. */
const NOTICE_MS = 5_000;

/**
 * Kills runs at random moments. After each, another run must leave the complete old or new folder of every cluster and
 * nothing else, also of the clusters whose profiles have errors by then.
 */
export async function killRuns({ kills, clusters, seed, onKill }: KillOptions): Promise<KillReport> {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const project = new KillProject(clusters, render);
  const [killed, failures] = [new Map<string, number>(), [] as string[]];
  let hit = 0;
  try {
    const durations = new Map<string, number>();
    for (let index = 0; index < kills; index += 1) {
      const way = pick(DRAWN_WAYS);
      const target = pick<Target>(['process', 'group', 'innermost']);
      const signal = pick(SIGNALS);
      const next = pick(DRAWN_WAYS);
      const share = SHARES[index % SHARES.length] as number;
      const duration = durations.get(keyOf(way, share)) ?? (await measureRun(project, way, share));
      durations.set(keyOf(way, share), duration);
      const before = new Map(project.clusters.map((cluster) => [cluster, project.stateOf(cluster)]));
      for (const cluster of pickChanged(project, share, random)) project.toggle(cluster);
      const run = startRun(way, project.folder, project.temporary);
      await setTimeout(duration * random());
      const isKilled = kill(run, target, signal);
      await run.ended;
      const label = `${way.name}, ${signal} to the ${target}`;
      if (isKilled) killed.set(label, (killed.get(label) ?? 0) + 1);
      hit += project.clusters.filter((cluster) =>
        ['absent', 'half'].includes(project.stateOf(cluster)),
      ).length;
      const broken = project.clusters.filter((_, at) => (at + index) % BROKEN_EVERY === 0);
      for (const cluster of broken) project.set(cluster, 'broken');
      const { status, output } = await startRun(next, project.folder, project.temporary).ended;
      const where = `kill ${index} (${label}; then ${next.name})`;
      // cdk8s-cli removes all folders, also those that no run can write again.
      const mayBeAbsent = way.empties === true || next.empties === true;
      const wrong = findFailures(project, broken, before, mayBeAbsent);
      if (status !== 1 || wrong.length > 0) failures.push(`${where}: status ${status}\n${output}`);
      failures.push(...wrong.map((text) => `${where}: ${text}`));
      failures.push(...(await findSurvivors(project)).map((text) => `${where}: ${text}`));
      onKill?.(index + 1, failures.length);
    }
  } finally {
    project.remove();
  }
  return { killed, hit, failures };
}

function pickChanged(project: KillProject, share: number, random: () => number): readonly string[] {
  return project.clusters.filter((cluster) => project.versionOf(cluster) === 'broken' || random() < share);
}

function findFailures(
  project: KillProject,
  broken: readonly string[],
  before: ReadonlyMap<string, string>,
  mayBeAbsent: boolean,
): readonly string[] {
  const wrong = project.clusters.flatMap((cluster) => {
    const state = project.stateOf(cluster);
    const expected = project.versionOf(cluster);
    const isOld =
      state === 'a' ||
      state === 'b' ||
      (state === 'absent' && (mayBeAbsent || before.get(cluster) === state));
    const isRight = broken.includes(cluster) ? isOld : state === expected;
    return isRight ? [] : [`${cluster} is ${state}, was ${before.get(cluster)}, its profile is ${expected}`];
  });
  return [...wrong, ...project.leftovers().map((name) => `${name} is left`)];
}

/** Processes that are alive some time after a kill, and what they have left. */
async function findSurvivors(project: KillProject): Promise<readonly string[]> {
  for (let waited = 0; waited < NOTICE_MS && processesIn(project.folder).length > 0; waited += 50) {
    await setTimeout(50);
  }
  return [
    ...processesIn(project.folder).map((command) => `still runs: ${command}`),
    ...project.leftovers().map((name) => `${name} is left by a child`),
    ...readdirSync(project.temporary)
      .filter((name) => name.startsWith('netstack-'))
      .map((name) => `${name} is left`),
  ];
}

/** How long a run takes that is not killed. */
async function measureRun(project: KillProject, way: WayIn, share: number): Promise<number> {
  for (const cluster of pickChanged(project, share, createRandom(1))) project.toggle(cluster);
  const start = performance.now();
  const { status, output } = await startRun(way, project.folder, project.temporary).ended;
  if (status !== 0) throw new Error(`${way.name} fails: ${output}`);
  return performance.now() - start;
}

function keyOf({ name }: WayIn, share: number): string {
  return `${name} ${share}`;
}

function render(project: KillProject, output: string): void {
  const args = [resolve('bin/netstack.js'), 'synth', '--output', output];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: project.folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
