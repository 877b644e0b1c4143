import { expect, test } from 'vitest';
import { readRunning } from '../../src/apply';
import type { CommandOutput, Kubectl } from '../../src/verify';

const LIST = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'pi1' } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'app', namespace: 'default' },
      data: { a: 'b' },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'coredns-custom', namespace: 'kube-system' },
      data: { 'home.server': 'home.arpa {}' },
    },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, data: { token: 'c2VjcmV0' } },
  ],
});

const RELEASES = [
  'metallb-system   secret/sh.helm.release.v1.metallb.v1   helm.sh/release.v1   1     10d',
  'metallb-system   secret/sh.helm.release.v1.metallb.v2   helm.sh/release.v1   1     9d',
  'default          secret/other                           Opaque               1     9d',
].join('\n');

/** Answers as kubectl does for a cluster without MetalLB, and records what it was called with. */
function fakeKubectl(calls: string[]): Kubectl {
  return (argv): Promise<CommandOutput> => {
    const line = argv.join(' ');
    calls.push(line);
    const answer = (stdout: string, status = 0) => Promise.resolve({ status, stdout, stderr: '' });
    if (line.startsWith('api-resources')) return answer('nodes\nconfigmaps\nsecrets\nservices\n', 1);
    if (line.startsWith('get customresourcedefinitions'))
      return answer('customresourcedefinition.apiextensions.k8s.io/addons.k3s.cattle.io\n');
    if (line.includes('owner=helm')) return answer(RELEASES);
    return answer(LIST);
  };
}

test('reads the kinds that the API server knows, and no content that is not compared', async () => {
  const calls: string[] = [];
  const running = await readRunning(fakeKubectl(calls));
  expect(calls).toContain('get nodes,services,configmaps -A -o json');
  expect(running.all.map(({ kind }) => kind)).toEqual(['Node', 'ConfigMap', 'ConfigMap']);
  expect(running.all.map(({ data }) => data)).toEqual([undefined, {}, { 'home.server': 'home.arpa {}' }]);
  expect(JSON.stringify(running.all)).not.toContain('c2VjcmV0');
});

test('lists each release of Helm once, from the names of its Secrets', async () => {
  const calls: string[] = [];
  const { releases } = await readRunning(fakeKubectl(calls));
  expect(releases).toEqual([{ namespace: 'metallb-system', name: 'metallb' }]);
  const secret = calls.filter((line) => line.includes('secrets'));
  expect(secret).toEqual(['get secrets,configmaps -A -l owner=helm --no-headers --ignore-not-found']);
});

test('an API server that does not answer is reported with what to do', async () => {
  const failing: Kubectl = () => Promise.resolve({ status: 1, stdout: '', stderr: 'Unable to connect\n' });
  await expect(readRunning(failing)).rejects.toThrow('Unable to connect');
});
