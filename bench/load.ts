import { readdirSync, readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { loadProfile } from '../profile/load-profile';
import { checkPlan } from '../rules/check-plan';
import { medians } from './timing';

/** Loading and checking, and the rules alone, against a bare parse of the same files. */
const LIMITS = { 'load + check': 2.5, rules: 1 } as const;

const profiles = readdirSync('profiles')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, content: readFileSync(`profiles/${file}`, 'utf8') }));

const loaded = profiles.map(({ file, content }) => loadProfile(file, content));

const times = medians({
  parse: () => profiles.map(({ content }) => parseDocument(content, { lineCounter: new LineCounter() })),
  'load + check': () => profiles.map(({ file, content }) => check(loadProfile(file, content))),
  load: () => profiles.map(({ file, content }) => loadProfile(file, content)),
  rules: () => loaded.map(check),
});

function check({ plan, source }: ReturnType<typeof loadProfile>): unknown {
  return plan && checkPlan(plan, source);
}

for (const [name, ms] of Object.entries(times)) {
  const limit = (LIMITS as Readonly<Record<string, number>>)[name];
  const ratio = ms / times.parse;
  const verdict = limit === undefined ? '' : `  limit ${limit}  ${ratio <= limit ? 'met' : 'MISSED'}`;
  console.log(`${name.padEnd(14)} ${ms.toFixed(3).padStart(8)} ms  ${ratio.toFixed(2)} x parse${verdict}`);
  if (limit !== undefined && ratio > limit) process.exitCode = 1;
}
