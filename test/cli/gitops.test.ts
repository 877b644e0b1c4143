import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const SAMPLE = `${MINIMAL}samples: [{ name: x, ingress: { host: x.home.arpa } }]\n`;
let before = '';

beforeEach(() => {
  before = process.cwd();
  process.chdir(emptyFolder());
  mkdirSync('profiles');
  writeFileSync('profiles/home.yaml', SAMPLE);
  writeFileSync('profiles/office.yaml', SAMPLE);
});
afterEach(() => process.chdir(before));

test('writes the objects of an engine for every cluster', async () => {
  const { status, stderr } = await call('synth', '--gitops', 'flux');
  expect(status).toBe(0);
  expect(stderr).toContain('flux: 2 files in gitops\n');
  expect(readdirSync('gitops').sort()).toEqual(['home', 'office']);
});

test('a cluster with errors has none', async () => {
  writeFileSync('profiles/office.yaml', 'nodes: 1');
  const { status } = await call('synth', '--gitops', 'flux');
  expect(status).toBe(1);
  expect(readdirSync('gitops')).toEqual(['home']);
});

test('without the repository nothing is written', async () => {
  const { status, stderr } = await call('synth', '--gitops', 'argocd');
  expect(status).toBe(2);
  expect(stderr).toContain('--gitops argocd needs the URL of the repository: --repository <url>');
  expect(existsSync('dist')).toBe(false);
});

test('a folder outside of the repository is refused', async () => {
  const { status, stderr } = await call('synth', '--gitops', 'flux', '--output', join('..', 'dist'));
  expect(status).toBe(2);
  expect(stderr).toContain('is not below this folder');
});
