import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { call, emptyFolder } from './call';

const PATH = process.env['PATH'];

afterEach(() => {
  process.env['PATH'] = PATH;
});

/** A folder with a kubectl that answers with a recorded cluster, and a profile. */
function recordCluster(name: string): string {
  const folder = emptyFolder();
  const { objects, releases } = JSON.parse(readFileSync(`test/fixtures/live/${name}.json`, 'utf8')) as {
    objects: unknown;
    releases: readonly { namespace: string; name: string }[];
  };
  writeFileSync(join(folder, 'objects.json'), JSON.stringify(objects));
  const table = releases.map(
    (one) => `${one.namespace}   secret/sh.helm.release.v1.${one.name}.v1   x   1   1d`,
  );
  writeFileSync(join(folder, 'releases'), table.join('\n'));
  const script = `#!/bin/sh
case "$*" in
  *api-resources*) echo deployments.apps ;;
  *owner=helm*) cat ${folder}/releases ;;
  *customresourcedefinitions*) ;;
  *version*) ;;
  *) cat ${folder}/objects.json ;;
esac
`;
  writeFileSync(join(folder, 'kubectl'), script);
  chmodSync(join(folder, 'kubectl'), 0o755);
  process.env['PATH'] = `${folder}:${PATH}`;
  copyFileSync(`test/fixtures/live/${name}.yaml`, join(folder, 'home.yaml'));
  return folder;
}

test('validate --live reports what runs in the formats of validate', async () => {
  const folder = recordCluster('live-metallb-installed-helm');
  const words = ['validate', join(folder, 'home.yaml'), '--live', '--kubeconfig', join(folder, 'config')];
  const human = await call(...words);
  expect(human.status).toBe(1);
  expect(human.stdout).toContain('installed by Helm (release metallb-system/metallb).');
  expect(human.stdout).toContain('More on live-metallb-installed: netstack explain live-metallb-installed');
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
