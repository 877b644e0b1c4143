import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const METALLB = `${MINIMAL}metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.112/28], advertise: l2 }] }\n`;

function folders(profiles: Readonly<Record<string, string>>) {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'profiles'));
  for (const [name, text] of Object.entries(profiles))
    writeFileSync(join(folder, 'profiles', `${name}.yaml`), text);
  return ['--profiles', join(folder, 'profiles'), '--output', join(folder, 'dist')];
}

test('prints the steps after synth, and again after a second synth that changes nothing', async () => {
  const options = folders({ home: METALLB });
  await call('synth', 'home', ...options);
  const first = await call('next', 'home', ...options);
  await call('synth', 'home', ...options);
  const second = await call('next', 'home', ...options);
  expect(first.status).toBe(0);
  expect(second).toEqual(first);
  expect(first.stdout).toContain('# 1. Copy the node files, before k3s is installed or restarted.');
  expect(first.stdout).toContain(`< ${options[3]}/home/k3s/one.yml`);
  expect(first.stdout).not.toContain('netstack synth');
});

test('says that the files have to be written first, where they are not those of the profile', async () => {
  const options = folders({ home: METALLB });
  const { stdout } = await call('next', 'home', ...options);
  expect(stdout).toContain('# 1. Write the files of the cluster');
  expect(stdout).toContain(`npx --no netstack synth ${options[1]}/home.yaml --output ${options[3]}`);
});

test('--from prints the steps that diff prints', async () => {
  const options = folders({ home: METALLB, old: MINIMAL });
  await call('synth', 'home', ...options);
  const next = await call('next', 'home', '--from', 'old', ...options, '--format', 'json');
  const diff = await call('diff', 'old', 'home', ...options, '--format', 'json');
  const steps = (text: string) => (JSON.parse(text) as { steps: unknown[] }).steps;
  expect(steps(next.stdout)).toEqual(steps(diff.stdout));
});

test('--ssh names the user', async () => {
  const options = folders({ home: MINIMAL });
  const { stdout } = await call('next', 'home', ...options, '--ssh', 'pi@');
  expect(stdout).toContain('ssh pi@10.0.0.11 sudo install ');
});

test('a misspelt cluster has a nearest match', async () => {
  const options = folders({ pikube: MINIMAL });
  expect(await call('next', 'pikub', ...options)).toEqual({
    status: 2,
    stdout: '',
    stderr: 'netstack: there is no profile "pikub"; did you mean "pikube"?\n',
  });
  const { stderr } = await call('next', join(options[1] ?? '', 'pikub.yaml'), ...options);
  expect(stderr).toContain(`did you mean "${options[1]}/pikube.yaml"?`);
});

test('a profile with errors has no steps', async () => {
  const options = folders({ home: MINIMAL.replace('server', 'servant') });
  const { status, stdout, stderr } = await call('next', 'home', ...options);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('"servant"');
});
