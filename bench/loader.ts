import { readdirSync, readFileSync } from 'node:fs';
import { loadProfile } from '../src/plan/load-profile';
import { Dice, mutateText } from '../test/profile/mutations';
import { median } from './timing';

/** How many times the median the slowest damaged profile may take. */
const LIMIT = 20;
const COUNT = 5000;
const SEED = 20260930;

const originals = readdirSync('profiles')
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => readFileSync(`profiles/${file}`, 'utf8'));

const dice = new Dice(SEED);
const damaged = Array.from({ length: COUNT }, () => mutateText(dice.pick(originals), dice));

for (const text of damaged.slice(0, 500)) loadProfile('warm-up.yaml', text);

/** The number of runs, of which the fastest counts: the others include the garbage collector, or another process. */
function best(text: string, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => timeLoad(text)));
}

function timeLoad(text: string): number {
  const start = performance.now();
  loadProfile('damaged.yaml', text);
  return performance.now() - start;
}

const first = damaged.map((text) => best(text, 3));
const middle = median(first);
const times = damaged.map((text, index) => {
  const time = first[index] ?? 0;
  return time > (LIMIT / 4) * middle ? Math.min(time, best(text, 30)) : time;
});
const slowest = Math.max(...times);
const ratio = slowest / middle;
console.log(`median   ${middle.toFixed(3).padStart(8)} ms`);
console.log(
  `slowest  ${slowest.toFixed(3).padStart(8)} ms  ${ratio.toFixed(2)} x median  limit ${LIMIT}  ${ratio <= LIMIT ? 'met' : 'MISSED'}`,
);
if (ratio > LIMIT) process.exitCode = 1;
