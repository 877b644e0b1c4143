/**
 * Regenerates every file that is generated from the sources: indexes, the JSON Schema, the docs, the fixtures'
 * expected messages and the golden manifests. Read the diff afterwards: it is what users will see.
 *
 * `crds/` and `imports/` follow the upstreams' versions and have scripts of their own.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const vitest = ['exec', '--', 'vitest', 'run', '--config', 'test/vitest.config.mts'];

const steps = [
  { name: 'indexes', args: ['run', '--silent', 'indexes'] },
  { name: 'lint:shrink', args: ['run', '--silent', 'lint:shrink'] },
  { name: 'schema', args: ['run', '--silent', 'schema'] },
  { name: 'fixtures', args: [...vitest, 'test/rules/fixtures.test.ts'], env: { UPDATE_FIXTURES: '1' } },
  { name: 'golden manifests', args: [...vitest, 'test/synth/golden.test.ts'], env: { UPDATE_GOLDEN: '1' } },
  ...Object.keys(scripts)
    .filter((name) => name.startsWith('docs:'))
    .map((name) => ({ name, args: ['run', '--silent', name] })),
];

for (const { name, args, env } of steps) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  console.log(`${name}: ${status === 0 ? 'up to date' : 'FAILED'}`);
  if (status !== 0) process.exitCode = 1;
}
