import { readdirSync, readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { loadProfile } from '../src/plan/load-profile';
import { checkPlan } from '../src/rules/check-plan';
import { medians } from './timing';

/** Loading and checking, and all rules alone, against a bare parse of the same files with positions. */
const LIMITS: Readonly<Record<string, number>> = { 'load and check': 2.5, 'all rules': 1 };

const profiles = readdirSync('profiles')
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ file, content: readFileSync(`profiles/${file}`, 'utf8') }));

function parse() {
  return profiles.map(({ content }) => parseDocument(content, { lineCounter: new LineCounter() }));
}

function load() {
  return profiles.map(({ file, content }) => loadProfile(file, content));
}

function check(loaded: ReturnType<typeof load>) {
  return loaded.map(({ plan, source }) => plan && checkPlan(plan, source));
}

const times = medians({
  parse: { run: parse },
  load: { run: load },
  // Plans of their own every time: a plan remembers what was once derived.
  'all rules': { prepare: load, run: check },
  'load and check': { run: () => check(load()) },
});

for (const [name, ms] of Object.entries(times)) {
  const limit = LIMITS[name];
  const ratio = ms / times.parse;
  const verdict = limit === undefined ? '' : `  limit ${limit}  ${ratio <= limit ? 'met' : 'MISSED'}`;
  console.log(`${name.padEnd(14)} ${ms.toFixed(3).padStart(8)} ms  ${ratio.toFixed(2)} x parse${verdict}`);
  if (limit !== undefined && ratio > limit) process.exitCode = 1;
}
