import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, emptyFolder } from './call';

const FROM = '__snapshots__/pikube';

test('the profile is written into the folder of profiles, under the name of the cluster', async () => {
  const profiles = emptyFolder();
  const { status, stdout, stderr } = await call('import', '--from', FROM, '--profiles', profiles);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(`Wrote ${profiles}/pikube.yaml.`);
  expect(stdout).toContain(`npx --no netstack validate pikube --profiles ${profiles}`);
  expect((await call('validate', 'pikube', '--profiles', profiles)).status).toBe(0);
});

test('what no file has comes from options, and nothing of it is a guess', async () => {
  const lan = ['--lan-cidr', '10.0.0.0/24', '--gateway', '10.0.0.1', '--k3s-version', 'v1.36.2+k3s1'];
  const reserved = ['--reserved', '10.0.0.200-10.0.0.250=DHCP', '--reserved', '10.0.0.9/32=printer'];
  const { stdout, stderr } = await call(
    'import',
    'home',
    '--from',
    FROM,
    '--output',
    '-',
    ...lan,
    ...reserved,
  );
  expect(stderr).toBe('');
  expect(stdout).toContain(`k3sVersion: v1.36.2+k3s1
lan:
  cidr: 10.0.0.0/24
  gateway: 10.0.0.1
  reserved:
    - { range: 10.0.0.200-10.0.0.250, owner: DHCP }
    - { range: 10.0.0.9/32, owner: printer }
nodes:`);
});

test('an existing profile is overwritten only with --force', async () => {
  const file = join(emptyFolder(), 'home.yaml');
  writeFileSync(file, 'mine\n');
  const refused = await call('import', 'home', '--from', FROM, '--output', file);
  expect(refused).toEqual({
    status: 2,
    stdout: '',
    stderr: `netstack: "${file}" exists; write another one by --output, or overwrite it by --force\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('mine\n');
  expect((await call('import', 'home', '--from', FROM, '--output', file, '--force')).status).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('k3sVersion:');
});

test('calls without a source, a node or a name are refused, and nothing is written', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'empty'));
  const messages = await Promise.all([
    call('import', 'home'),
    call('import'),
    call('import', '--from', join(folder, 'nowhere')),
    call('import', '--from', join(folder, 'empty'), '--profiles', folder),
    call('import', 'home', '--kubeconfig', join(folder, 'k')),
    call('import', 'home', '--from', FROM, '--reserved', '10.0.0.9'),
  ]);
  expect(messages.map(({ status, stderr }) => `${status} ${stderr.replaceAll(folder, 'F').trim()}`)).toEqual([
    '2 netstack: name a source: --from <folder>, --ssh <user@host>, --kubeconfig <file> or --lab <cluster>',
    '2 netstack: name the cluster as the argument of import',
    '2 netstack: there is no file or folder "F/nowhere" to import from',
    '2 netstack: no source has a node of k3s: add its config.yaml, its systemd unit or "kubectl get nodes -o yaml"',
    '2 netstack: there is no kubeconfig "F/k"',
    `2 error: option '--reserved <range=owner>' argument '10.0.0.9' is invalid. Write the range, "=" and the owner: 10.0.0.200-10.0.0.250=DHCP.`,
  ]);
  expect(existsSync(join(folder, 'empty.yaml'))).toBe(false);
});

test('a report for programs has every note with its place', async () => {
  const input = 'test/fixtures/import/flannel-conf-vxlan/input';
  const { stdout } = await call('import', 'home', '--from', input, '--output', '-', '--format', 'json');
  const report = JSON.parse(stdout) as { profile: string; notes: unknown[]; file: null };
  expect(report.file).toBeNull();
  expect(report.profile).toContain('flannel: { vni: 42, port: 4789 }');
  expect(report.notes[0]).toEqual({
    kind: 'unsupported',
    source: 'one/flannel.json',
    line: 1,
    path: 'flannel',
    message: 'net-conf: the profile has no field for Backend.GBP.',
    hint: null,
  });
});
