import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call } from './call';
import { recordCluster } from './recorded-cluster';

const before = process.cwd();
let folder = '';

beforeEach(() => {
  folder = recordCluster('live-metallb-installed-helm');
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
});

const adopt = (...options: string[]) => call('adopt', 'home.yaml', '--kubeconfig', 'config', ...options);

const calls = () => readFileSync(join(folder, 'calls'), 'utf8');

test('a dry run prints every step and what it interrupts, and changes nothing', async () => {
  const { status, stdout } = await adopt('--dry-run');
  expect(status, stdout).toBe(2);
  expect(stdout).toContain('# 2. Let Helm forget the release metallb-system/metallb');
  expect(stdout).toContain('Interrupts: Addresses that MetalLB announces from the node');
  expect(calls()).not.toMatch(/ (?:apply|delete|label|patch|annotate) /);
});

test('without --yes and without a terminal nothing is changed', async () => {
  const { status, stderr } = await adopt();
  expect([status, stderr]).toEqual([2, expect.stringContaining('nothing was changed: confirm with --yes')]);
  expect(calls()).not.toMatch(/ (?:apply|delete|label|patch|annotate) /);
});

test('--yes executes the steps, and saves objects for the user only', async () => {
  const { status, stderr } = await adopt('--yes');
  expect(status, stderr).toBe(0);
  const lines = calls().split('\n');
  const position = (text: string) => lines.findIndex((line) => line.includes(text));
  expect(position('label secrets,configmaps -l owner=helm,name=metallb')).toBeGreaterThan(0);
  expect(position('delete daemonset.apps/metallb-speaker --cascade=orphan')).toBeLessThan(
    position(' apply '),
  );
  const saved = '.netstack/adopted/home/daemonset-metallb-system-metallb-speaker.json';
  expect(statSync(saved).mode & 0o777).toBe(0o600);
  expect(stderr).toContain('handed over; next: npx --no netstack apply home.yaml --kubeconfig config\n');
});

test('apply hands over first, and its dry run prints both', async () => {
  const { status, stdout } = await call('apply', 'home.yaml', '--kubeconfig', 'config', '--dry-run');
  expect(status, stdout).toBe(2);
  expect(stdout).toContain('Handed over first. No automatic return undoes these steps.');
  expect(calls()).not.toMatch(/ (?:apply|delete|label|patch|annotate) /);
});
