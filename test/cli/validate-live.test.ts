import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from './call';
import { recordCluster } from './recorded-cluster';

test('validate --live reports what runs in the formats of validate', async () => {
  const folder = recordCluster('live-metallb-installed-helm');
  const words = ['validate', join(folder, 'home.yaml'), '--live', '--kubeconfig', join(folder, 'config')];
  const human = await call(...words);
  expect(human.status).toBe(1);
  expect(human.stdout).toContain('installed by Helm (release metallb-system/metallb).');
  expect(human.stdout).toContain(
    'More on live-metallb-installed: npx --no netstack explain live-metallb-installed',
  );
  const json = JSON.parse((await call(...words, '--format', 'json')).stdout) as readonly { rule: string }[];
  expect(json.map(({ rule }) => rule)).toEqual(['live-metallb-installed']);
  const sarif = (await call(...words, '--format', 'sarif')).stdout;
  expect(sarif).toContain('"ruleId": "live-metallb-installed"');
  expect(sarif).not.toContain('"ruleIndex": -1');
});

test('validate without --live starts no kubectl', async () => {
  const folder = recordCluster('live-metallb-installed-helm');
  const { status } = await call('validate', join(folder, 'home.yaml'));
  expect(status).toBe(0);
});
