import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { K3sVersion, NEWEST_KNOWN, OLDEST_SUPPORTED } from '../../src/releases';
import { CRD_SCHEMAS } from '../schemas';
import { buildGoTool, HAS_GO } from './go-tool';
import { KUBERNETES_VERSIONS, writeKubernetesSchemas } from './kubernetes-schemas';

const folder = mkdtempSync(join(tmpdir(), 'netstack-schemas-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A schema per kind of `crds/`, in the layout that kubeconform reads. */
function writeCrdSchemas(): string {
  const crds = join(folder, 'crds');
  mkdirSync(crds);
  for (const [key, schema] of CRD_SCHEMAS) {
    const [group, version, kind] = key.split(/[/ ]/);
    writeFileSync(join(crds, `${group}-${kind?.toLowerCase()}-${version}.json`), JSON.stringify(schema));
  }
  return crds;
}

/** k3s's own CRD is in no module that `crds/` is generated from; `test/constructs/traefik` asserts its values. */
const WITHOUT_SCHEMA = 'helm.cattle.io/v1/HelmChartConfig';

function kubeconform(version: string, crds: string, ...files: string[]) {
  const { status, stdout, stderr } = spawnSync(
    buildGoTool('github.com/yannh/kubeconform/cmd/kubeconform'),
    [
      ...['-strict', '-summary', '-kubernetes-version', version, '-skip', WITHOUT_SCHEMA],
      ...['-schema-location', join(writeKubernetesSchemas(version), '{{.ResourceKind}}{{.KindSuffix}}.json')],
      ...['-schema-location', join(crds, '{{.Group}}-{{.ResourceKind}}-{{.ResourceAPIVersion}}.json')],
      ...files,
    ],
    { encoding: 'utf8' },
  );
  return { status, output: `${stdout}${stderr}` };
}

test('every supported minor version of Kubernetes is in the list', () => {
  const minors = KUBERNETES_VERSIONS.map((version) => K3sVersion.parse(`v${version}+k3s1`).minor);
  const { minor: oldest } = OLDEST_SUPPORTED;
  const supported = Array.from({ length: NEWEST_KNOWN.minor - oldest + 1 }, (_, index) => oldest + index);
  expect(minors).toEqual(supported);
});

describe.skipIf(!HAS_GO)('kubeconform', () => {
  const crds = HAS_GO ? writeCrdSchemas() : '';

  test.each(KUBERNETES_VERSIONS)(
    'accepts every golden manifest for Kubernetes %s',
    (version) => {
      const folders = readdirSync('__snapshots__').map((cluster) => `__snapshots__/${cluster}/manifests`);
      const { status, output } = kubeconform(version, crds, ...folders);
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.stringMatching(/Valid: \d{2,}, Invalid: 0, Errors: 0, /) as string,
      });
    },
    300_000,
  );

  test('rejects a misspelt field of Kubernetes and of a CRD', () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(
      file,
      [
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }',
        'spec: { selector: {}, replica: 2, template: { spec: { containers: [{ name: a, image: b }] } } }\n---',
        'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: { name: a }\nspec: { adresses: [] }\n',
      ].join('\n'),
    );
    const { status, output } = kubeconform('1.37.2', crds, file);
    expect(status).toBe(1);
    expect(output).toContain("'replica' not allowed");
    expect(output).toContain("'adresses' not allowed");
  });
});
