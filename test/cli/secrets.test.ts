import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const [path, before] = [process.env['PATH'], process.cwd()];
let folder = '';

/** A kubectl that notes its words and standard input, and has no Secret. */
const KUBECTL = `#!/bin/sh
echo "$@" >> calls
case "$*" in *create*) cat >> created ;; esac
`;

beforeEach(() => {
  folder = emptyFolder();
  process.chdir(folder);
  process.env['PATH'] = `${folder}:${path ?? ''}`;
  writeFileSync('kubectl', KUBECTL);
  chmodSync('kubectl', 0o755);
  writeFileSync('config', '');
  mkdirSync('profiles');
  writeFileSync(
    'profiles/home.yaml',
    `${MINIMAL}traefik: { mode: standalone, dashboard: { host: t.home.arpa, authSecret: users } }\n`,
  );
});
afterEach(() => {
  process.env['PATH'] = path;
  process.chdir(before);
});

const secrets = (...options: string[]) => call('secrets', 'home', '--kubeconfig', 'config', ...options);

test('reports a Secret that is missing, and its file', async () => {
  const { status, stdout } = await secrets();
  expect([status, stdout]).toEqual([2, 'missing     traefik/users: create it from users.htpasswd\n']);
});

test('creates a missing Secret from its file, and no value is in a command line', async () => {
  mkdirSync('files');
  writeFileSync(join('files', 'users.htpasswd'), 'admin:$apr1$salt$hash\n');
  expect((await secrets('--from', 'files')).status).toBe(2);
  expect(existsSync('created')).toBe(false);
  const { status, stdout } = await secrets('--from', 'files', '--yes');
  expect([status, stdout.split('\n').at(-2)]).toEqual([0, 'created     traefik/users']);
  expect(readFileSync('created', 'utf8')).toContain(
    Buffer.from('admin:$apr1$salt$hash\n').toString('base64'),
  );
  expect(readFileSync('calls', 'utf8')).not.toMatch(/apr1|YWRtaW4/);
});

test('a file that the Secret does not take is an error', async () => {
  mkdirSync('files');
  writeFileSync(join('files', 'users.htpasswd'), 'no colon\n');
  const { status, stderr } = await secrets('--from', 'files', '--yes');
  expect([status, stderr]).toEqual([2, expect.stringContaining('Secret traefik/users: users has a line')]);
});

test('a Secret that the profile does not name is an error', async () => {
  const { status, stderr } = await secrets('--stdin', 'traefik/user', '--yes');
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('"traefik/user" is none of the Secrets of the profile: traefik/users'),
  ]);
});

test('a profile without Secrets needs no cluster', async () => {
  writeFileSync('profiles/home.yaml', MINIMAL);
  expect(await secrets()).toEqual({
    status: 0,
    stdout: 'The profile of home names no Secret.\n',
    stderr: '',
  });
});

test('an API server that does not answer is one line, and no stack trace', async () => {
  writeFileSync('kubectl', '#!/bin/sh\necho "error: connection refused" >&2\nexit 1\n');
  const { status, stderr } = await secrets();
  expect([status, stderr]).toEqual([
    1,
    'netstack: "kubectl get secret/users" failed: error: connection refused\n',
  ]);
});
