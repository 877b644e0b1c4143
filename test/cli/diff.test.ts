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
    'Not possible on a running cluster\n  clusterCidr: clusterCidr changes from 10.42.0.0/16 to',
  );
});

test('objects of a component that goes are deleted, users of an object before the object', async () => {
  const { status, stdout } = await diff(METALLB, MINIMAL, '--format', 'json');
  expect(status).toBe(0);
  const { steps, changes } = JSON.parse(stdout) as {
    steps: { id: string; script: string[] }[];
    changes: { path: string }[];
  };
  expect(changes.map(({ path }) => path)).toEqual(['servicelb', 'disable']);
  expect(steps.map(({ id }) => id)).toEqual(['restart', 'delete-leftovers']);
  const all = steps[1]?.script.join('\n') ?? '';
  expect(all).toContain('kubectl -n kube-system delete addon netstack-00-namespaces');
  expect(
    all.indexOf('customresourcedefinition.apiextensions.k8s.io/ipaddresspools.metallb.io'),
  ).toBeGreaterThan(all.indexOf('clusterrole.rbac.authorization.k8s.io/'));
  expect(all).toContain('namespace/metallb-system');
  // An object in a namespace that goes needs no line of its own.
  expect(all).not.toContain('kubectl -n metallb-system delete');
});

test('MetalLB on a cluster with ServiceLB: the servers restart, and the pods svclb-* go first', async () => {
  const { stdout } = await diff(MINIMAL, METALLB, '--format', 'json');
  const { steps } = JSON.parse(stdout) as { steps: { id: string; script: string[] }[] };
  expect(steps.map(({ id }) => id)).toEqual([
    'restart',
    'wait-servicelb-removed',
    'apply-namespaces',
    'apply-manifests',
  ]);
  expect(steps[1]?.script).toEqual([
    'kubectl -n kube-system wait --for=delete pod -l svccontroller.k3s.cattle.io/svcname --timeout=5m',
  ]);
});

test('text and JSON report the same changes, steps and files', async () => {
  const two = MINIMAL.replace(
    '10.0.0.11 }',
    '10.0.0.11 }\n  - { name: two, role: agent, nodeIp: 10.0.0.12 }',
  );
  for (const [before, after] of [
    [two, MINIMAL],
    [MINIMAL, two],
    [two, METALLB],
  ] as const) {
    const { stdout: text } = await diff(before, after);
    const { stdout } = await diff(before, after, '--format', 'json');
    const report = JSON.parse(stdout) as {
      changes: { message: string; consequence: string }[];
      steps: { title: string; script: string[] }[];
      rewritten: string[];
      removed: string[];
    };
    const flat = text.replace(/\n#\s+/g, ' ');
    for (const { message, consequence } of report.changes) {
      expect(text).toContain(message);
      expect(text).toContain(consequence);
    }
    for (const { title } of report.steps) expect(flat).toContain(title);
    for (const line of report.steps.flatMap(({ script }) => script)) expect(text).toContain(line);
    for (const file of [...report.rewritten, ...report.removed]) expect(text).toContain(`\n  ${file}\n`);
  }
});

test('a node that leaves is a change, though no file of another node changes', async () => {
  const two = MINIMAL.replace(
    '10.0.0.11 }',
    '10.0.0.11 }\n  - { name: two, role: agent, nodeIp: 10.0.0.12 }',
  );
  const { stdout } = await diff(two, MINIMAL);
  expect(stdout).toContain('Node two leaves the cluster.');
  expect(stdout).toContain('Files that go\n  k3s/two.yml\n');
});

test('a profile with errors is refused with its errors', async () => {
  const { status, stdout, stderr } = await diff(MINIMAL, MINIMAL.replace('server', 'servant'));
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('"servant" is not a value of this key.');
});
