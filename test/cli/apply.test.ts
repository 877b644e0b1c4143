import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { digestOf } from '../../src/apply';
import { renderProfile } from '../diff/rendered';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const [path, before] = [process.env['PATH'], process.cwd()];

/** A kubectl of a running cluster. `differs` decides whether manifests differ, `nodes` has the fields of the nodes that apply reads. */
const KUBECTL = `#!/bin/sh
echo "$*" >> calls
case "$*" in
  *" diff "*) cat > /dev/null; [ ! -e differs ]; exit ;;
  *podCIDRs*) cat nodes 2>/dev/null ;;
esac
exit 0
`;

beforeEach(() => {
  const folder = emptyFolder();
  process.chdir(folder);
  process.env['PATH'] = `${folder}:${path ?? ''}`;
  writeFileSync('kubectl', KUBECTL, { mode: 0o755 });
  writeFileSync('config', '');
  mkdirSync('profiles');
  writeFileSync('profiles/home.yaml', `${MINIMAL}coredns: { forward: [{ zone: a.test, to: [10.0.0.1] }] }\n`);
});
afterEach(() => {
  process.env['PATH'] = path;
  process.chdir(before);
});

const apply = (cluster: string, ...options: string[]) =>
  call('apply', cluster, '--kubeconfig', 'config', ...options);

describe('the exit status of a dry run', () => {
  test('is 0 where nothing is to be done', async () => {
    const { status, stdout } = await apply('home', '--dry-run');
    expect([status, stdout]).toEqual([0, 'Nothing to do: the cluster is as the profile describes it.\n']);
  });

  test('is 2 where something changes, and the last line counts', async () => {
    writeFileSync('differs', '');
    const { status, stdout } = await apply('home', '--dry-run');
    expect(status, stdout).toBe(2);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^Plan: \d+ restarts?, 0 moved addresses, 1 file, 0 deletions, 0 refusals\.$/,
    );
  });

  test('is 2 where an apply of the same was killed before it confirmed its nodes', async () => {
    const rendered = renderProfile(readFileSync('profiles/home.yaml', 'utf8'), 'home');
    const file = Buffer.from(rendered.files.get('k3s/one.yml') ?? '').toString('base64');
    writeFileSync(
      'ssh',
      `#!/bin/sh\ncat > /dev/null\nprintf '%s\\n' 'version k3s version v1.37.1+k3s1' 'state active' 'pending ${digestOf(rendered)}' 'file ${file}' none none\n`,
      { mode: 0o755 },
    );
    const { status, stdout } = await apply('home', '--ssh', 'root', '--dry-run');
    expect(stdout).toContain('killed before it confirmed one');
    expect(status, stdout).toBe(2);
  });

  test('is 1 for a refusal, which has the way by hand', async () => {
    writeFileSync('differs', '');
    writeFileSync('nodes', 'one v1.37.1+k3s1  ["10.99.0.0/24"]\n');
    const { status, stdout } = await apply('home', '--dry-run');
    expect(status).toBe(1);
    expect(stdout).toContain('Refused: Nodes have the pod ranges 10.99.0.0/24');
    expect(stdout).toContain('Write the clusterCidr of the running cluster to the profile');
  });

  test('is 1 for a profile with an error', async () => {
    writeFileSync('profiles/home.yaml', 'nodes: 1\n');
    expect((await apply('home', '--dry-run')).status).toBe(1);
  });
});

test('without --yes and without a terminal nothing is changed', async () => {
  writeFileSync('differs', '');
  const { status, stderr } = await apply('home');
  expect([status, stderr]).toEqual([2, expect.stringContaining('nothing was changed: confirm with --yes')]);
  expect(readFileSync('calls', 'utf8')).not.toMatch(/ apply | create | delete /);
});

describe('saved steps', () => {
  test('are in a file that only its owner can read', async () => {
    writeFileSync('differs', '');
    expect((await apply('home', '--save-steps', 'steps.json')).status).toBe(2);
    expect(statSync('steps.json').mode & 0o777).toBe(0o600);
    expect((await apply('steps.json', '--dry-run')).status).toBe(2);
  });

  test('are refused where the profile or the cluster has changed', async () => {
    writeFileSync('differs', '');
    await apply('home', '--save-steps', 'steps.json');
    writeFileSync(
      'profiles/home.yaml',
      readFileSync('profiles/home.yaml', 'utf8').replace('a.test', 'b.test'),
    );
    const { status, stderr } = await apply('steps.json', '--yes');
    expect([status, stderr]).toEqual([1, expect.stringContaining('derive them again')]);
  });

  test('are not written where apply refuses', async () => {
    writeFileSync('differs', '');
    writeFileSync('nodes', 'one v1.37.1+k3s1  ["10.99.0.0/24"]\n');
    await apply('home', '--save-steps', 'steps.json');
    expect(existsSync('steps.json')).toBe(false);
  });
});

test('prints the Plans of the system-upgrade-controller without a cluster', async () => {
  const { status, stdout } = await call('apply', 'home', '--upgrade-plan');
  expect(status).toBe(0);
  const [server] = parseAllDocuments(stdout).map((one) => one.toJS() as { metadata: { name: string } });
  expect(server?.metadata.name).toBe('k3s-server');
  expect(existsSync('calls')).toBe(false);
});

test('an install script with another checksum is an error, and nothing is changed', async () => {
  writeFileSync('k3s-install.sh', 'exit 1\n');
  const { status, stderr } = await apply(
    'home',
    '--install-script',
    'k3s-install.sh',
    '--sha256',
    'ab'.repeat(32),
  );
  expect(status).toBe(2);
  expect(stderr).toMatch(/"k3s-install\.sh" has the SHA-256 [0-9a-f]{64} and not abab/);
});
