/**
 * Regenerates every file that is generated from the sources: indexes, the JSON Schema, the docs, the fixtures'
 * expected messages, the golden manifests and, if there is a Chromium, the screenshots of the drawings. Read the diff
 * afterwards: it is what users will see.
 *
 * `crds/` and `imports/` follow the upstreams' versions and have scripts of their own.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const run = ['exec', '--', 'vitest', 'run', '--config'];
const vitest = [...run, 'test/vitest.config.mts'];

const steps = [
  { name: 'indexes', args: ['run', '--silent', 'indexes'] },
  { name: 'lint:shrink', args: ['run', '--silent', 'lint:shrink'] },
  { name: 'schema', args: ['run', '--silent', 'schema'] },
  { name: 'fixtures', args: [...vitest, 'test/rules/fixtures.test.ts'], env: { UPDATE_FIXTURES: '1' } },
  { name: 'golden manifests', args: [...vitest, 'test/synth/golden.test.ts'], env: { UPDATE_GOLDEN: '1' } },
  {
    name: 'screenshots',
    args: [...run, 'test/vitest.browser.config.mts', 'test/browser/drawings.test.ts'],
    env: { UPDATE_SCREENSHOTS: '1' },
    skippedIf: 'there is no Chromium',
  },
  ...Object.keys(scripts)
    .filter((name) => name.startsWith('docs:'))
    .map((name) => ({ name, args: ['run', '--silent', name] })),
];

for (const { name, args, env, skippedIf } of steps) {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  const isSkipped = skippedIf !== undefined && `${stdout}${stderr}`.includes(skippedIf);
  const outcome = isSkipped ? `skipped, ${skippedIf}` : 'up to date';
  console.log(`${name}: ${status === 0 ? outcome : 'FAILED'}`);
  if (status !== 0) process.exitCode = 1;
}
