import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from './report/table';
import { measureWatchAnswer } from './watch-answer';
import { workplace } from './workplace';

/**
 * Where the time of one cluster goes: whole commands, and the stages of one cold process, by an empty Node script. Times
 * are those of processors, the least of many alternating runs, so that other load on the machine hardly counts.
 */
const RUNS = 15;

const folder = workplace();
const profile = join(folder, 'pikube.yaml');
const output = join(folder, 'dist');
const original = readFileSync('profiles/pikube.yaml', 'utf8');
let lastAddress = 150;

interface TimedCommand {
  readonly title: string;
  readonly args: readonly string[];
  readonly prepare?: () => void;
}

const synth = ['bin/netstack.js', 'synth', profile, '--output', output];

const COMMANDS: readonly TimedCommand[] = [
  { title: '`node -e 0`', args: ['-e', '0'] },
  { title: '`netstack --help`', args: ['bin/netstack.js', '--help'] },
  { title: 'a wrong call', args: ['bin/netstack.js', 'nonsense'] },
  { title: '`netstack validate`', args: ['bin/netstack.js', 'validate', profile] },
  { title: '`netstack synth`, another range of addresses', args: synth, prepare: changePool },
  { title: '`netstack synth` to an empty folder', args: synth, prepare: emptyOutput },
  { title: '`netstack synth`, nothing changed', args: synth },
  { title: '`netstack synth --force`', args: [...synth, '--force'] },
];

function emptyOutput(): void {
  rmSync(output, { recursive: true, force: true });
}

function changePool(): void {
  lastAddress = lastAddress === 110 ? 150 : lastAddress - 1;
  writeFileSync(profile, withPoolUpTo(lastAddress));
}

function withPoolUpTo(last: number): string {
  return original.replace('10.0.0.100-10.0.0.150', `10.0.0.100-10.0.0.${last}`);
}

/** Milliseconds of processor time, as the shell measures it, and what the command prints. */
function run(args: readonly string[]): { readonly ms: number; readonly stdout: string } {
  const script = 'TIMEFORMAT="%3U %3S"; time { "$@" 2>/dev/null; }';
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], {
    encoding: 'utf8',
  });
  const [user = NaN, system = NaN] = stderr.trim().split(' ').map(Number);
  return { ms: (user + system) * 1000, stdout };
}

function leastOf(samples: readonly number[]): number {
  return Math.min(...samples);
}

function tableOf(rows: readonly (readonly [string, number])[], node: number): string {
  const lines = rows.map(([title, ms]) => [title, `${ms.toFixed(0)} ms`, `${(ms / node).toFixed(2)}x`]);
  return markdownTable(['', 'processor time', 'by `node -e 0`'], lines);
}

/** What an editor may take from a saved profile to its diagnostics, in milliseconds. */
const MOST_ANSWER = 50;

async function main(): Promise<void> {
  writeFileSync(profile, original);
  const commands = new Map(COMMANDS.map(({ title }) => [title, [] as number[]]));
  const stages = new Map<string, number[]>();
  // The first two rounds compile the bundles and fill their caches.
  for (let round = -2; round < RUNS; round += 1) {
    for (const { title, args, prepare } of COMMANDS) {
      prepare?.();
      const { ms } = run(args);
      if (round >= 0) commands.get(title)?.push(ms);
    }
    const { stdout } = run(['bin/run.js', 'bench/cold-stages.ts', profile, join(folder, 'stages')]);
    for (const [stage, ms] of Object.entries(JSON.parse(stdout) as Record<string, number>))
      if (round >= 0) stages.set(stage, [...(stages.get(stage) ?? []), ms]);
  }
  const node = leastOf(commands.get('`node -e 0`') ?? []);
  const least = (taken: ReadonlyMap<string, readonly number[]>) =>
    [...taken].map(([title, samples]): [string, number] => [title, leastOf(samples)]);
  console.log(tableOf(least(commands), node));
  console.log(tableOf(least(stages), node));
  const answer = await measureWatchAnswer(profile, (change) => withPoolUpTo(149 - change));
  console.log(
    `validate --watch: ${answer.toFixed(0)} ms from a saved profile to its report, at most ${MOST_ANSWER}`,
  );
  if (answer > MOST_ANSWER) process.exitCode = 1;
}

void main();
