import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINIMAL } from '../plan-of';
import { call, emptyFolder } from './call';

const METALLB = `${MINIMAL}metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.112/28], advertise: l2 }] }\n`;

async function diff(before: string, after: string, ...options: string[]) {
  const folder = emptyFolder();
  const [old, next] = [join(folder, 'old.yaml'), join(folder, 'new.yaml')];
  writeFileSync(old, before);
  writeFileSync(next, after);
  return call('diff', old, next, ...options);
}

test('the same profile', async () => {
  expect(await diff(MINIMAL, MINIMAL)).toEqual({
    status: 0,
    stdout: 'Nothing changes on the cluster.\n',
    stderr: '',
  });
});

test('what cannot be done to a running cluster ends with status 1', async () => {
  const { status, stdout } = await diff(MINIMAL, `${MINIMAL}clusterCidr: 10.44.0.0/16\n`);
  expect(status).toBe(1);
  expect(stdout).toContain(
    'Cannot be done to a running cluster\n  clusterCidr: clusterCidr was 10.42.0.0/16 and is to be',
  );
});

test('a part that goes leaves its objects behind, users of a thing before the thing', async () => {
  const { status, stdout } = await diff(METALLB, MINIMAL, '--format', 'json');
  expect(status).toBe(0);
  const { deletions, changes } = JSON.parse(stdout) as { deletions: string[]; changes: { path: string }[] };
  expect(changes.map(({ path }) => path)).toEqual(['servicelb', 'disable']);
  const all = deletions.join('\n');
  expect(all).toContain('kubectl -n kube-system delete addon netstack-30-metallb --ignore-not-found');
  expect(
    all.indexOf('customresourcedefinition.apiextensions.k8s.io/ipaddresspools.metallb.io'),
  ).toBeGreaterThan(all.indexOf('clusterrole.rbac.authorization.k8s.io/'));
  expect(all).toContain('namespace/metallb-system');
  // What is in a namespace that goes needs no line of its own.
  expect(all).not.toContain('kubectl -n metallb-system delete');
});

test('a profile with errors is refused with its errors', async () => {
  const { status, stdout, stderr } = await diff(MINIMAL, MINIMAL.replace('server', 'servant'));
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('"servant" is not a value of this key.');
});
