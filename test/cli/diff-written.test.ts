import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const METALLB = `${MINIMAL}metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.112/28], advertise: l2 }] }\n`;

/** A profile whose files are written, and how they are compared with it. */
async function writeCluster() {
  const folder = emptyFolder();
  const profile = join(folder, 'home.yaml');
  const output = join(folder, 'dist');
  writeFileSync(profile, METALLB);
  expect((await call('synth', profile, '--output', output)).status).toBe(0);
  const diff = (...options: string[]) => call('diff', '--written', profile, '--output', output, ...options);
  return { profile, output, diff };
}

test('files of this version do not differ', async () => {
  const { diff } = await writeCluster();
  expect(await diff()).toEqual({ status: 0, stdout: 'Nothing changes on the cluster.\n', stderr: '' });
});

test('files of an earlier version show the objects, fields and steps of the upgrade', async () => {
  const { output, diff } = await writeCluster();
  const file = join(output, 'home', 'manifests', 'netstack-30-metallb.k8s.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/(metallb\/\w+):v[\d.]+/g, '$1:v0.15.2'));
  const { status, stdout } = await diff();
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /Deployment metallb-system\/controller\n\s+spec\.template\.spec\.containers\[0\]\.image: \S+controller:v0\.15\.2 -> \S+controller:v\d/,
  );
  expect(stdout).toContain('Files that change\n  manifests/netstack-30-metallb.k8s.yaml\n');
  expect(stdout).toMatch(/kubectl apply -f \S+netstack-30-metallb\.k8s\.yaml/);
  const { objects } = JSON.parse((await diff('--format', 'json')).stdout) as {
    objects: { object: string }[];
  };
  expect(objects.map(({ object }) => object)).toContain('DaemonSet metallb-system/speaker');
});

test('a node file that differs restarts its node, and an object that goes is deleted', async () => {
  const { profile, diff } = await writeCluster();
  writeFileSync(profile, MINIMAL);
  const { stdout } = await diff();
  expect(stdout).toContain('is removed');
  expect(stdout).toContain('systemctl restart k3s');
  expect(stdout).toContain('namespace/metallb-system');
});

test('without written files the call is wrong', async () => {
  const folder = emptyFolder();
  const profile = join(folder, 'home.yaml');
  writeFileSync(profile, MINIMAL);
  const output = ['--output', join(folder, 'dist')];
  const { status, stderr } = await call('diff', '--written', profile, ...output);
  expect([status, stderr]).toEqual([2, expect.stringContaining('synth has not written it')]);
  expect((await call('diff', profile, ...output)).status).toBe(2);
  expect((await call('diff', '--live', '--written', profile, ...output)).status).toBe(2);
});
