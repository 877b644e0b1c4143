import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from './call';
import { recordCluster } from './recorded-cluster';

test('diff --live prints what adopt and apply would do, and changes nothing', async () => {
  const folder = recordCluster('live-metallb-installed-helm');
  const words = ['diff', '--live', join(folder, 'home.yaml'), '--kubeconfig', join(folder, 'config')];
  const { status, stdout } = await call(...words, '--format', 'json');
  expect(status, stdout).toBe(0);
  const { steps } = JSON.parse(stdout) as { steps: { id: string }[] };
  expect(steps.map(({ id }) => id)).toContain('release-helm-metallb-system-metallb');
  expect((await call(...words)).stdout).toContain('Let Helm forget the release');
});

test('diff --live reports a cluster that adopt refuses', async () => {
  const folder = recordCluster('live-node-name');
  const words = ['diff', '--live', join(folder, 'home.yaml'), '--kubeconfig', join(folder, 'config')];
  const { status, stdout } = await call(...words);
  expect(status).toBe(1);
  expect(stdout).toContain('is registered as "raspberrypi"');
});
