import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fleetTemplate } from '../../bench/fleet-template';
import { chartTemplates, eachCluster } from '../../bench/renderers/helm';
import { jsonnetProgram, YAML } from '../../bench/renderers/jsonnet';
import { overlayOf } from '../../bench/renderers/kustomize';
import { loadFleet } from '../../bench/renderers/load-fleet';
import type { Fleet } from '../../bench/renderers/renderer';
import { objectsOf } from '../../bench/renderers/renderer';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';

const folder = mkdtempSync(join(tmpdir(), 'netstack-renderers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const loaded = loadFleet(join(folder, 'profiles'), 3);

const account: KubernetesObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'speaker' } };

function role(host: string, text: string) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'speaker', namespace: 'lan', annotations: { 'a.b/host': host } },
    text,
  };
}

/** A fleet of two clusters with one file. */
function fleetOf(text = 'plain'): Fleet {
  const clusters = ['one', 'two'].map((name) => {
    const manifest = {
      file: 'all.yaml',
      content: '',
      images: [],
      objectCount: 1,
      objects: [account, role(`${name}.example`, text)],
    };
    return { ...loaded.clusters[0], name, manifests: [manifest] };
  }) as Fleet['clusters'];
  return { profiles: '', clusters, template: fleetTemplate(clusters.map(objectsOf)) };
}

test('a fleet of stores differs in a handful of values', () => {
  const kinds = loaded.template.differing.map(([object]) => {
    return (loaded.template.objects[object] as KubernetesObject).kind;
  });
  expect(kinds).toEqual(['ConfigMap', 'Service', 'IPAddressPool', 'Ingress', 'Ingress', 'Service']);
});

describe('helm', () => {
  test('finds each differing value by its name', () => {
    const [[file, content] = []] = chartTemplates(fleetOf());
    expect(file).toBe('all.yaml');
    expect(content).toContain('---\napiVersion: rbac');
    expect(content).toContain('a.b/host: {{ toJson .Values.value0 }}\n');
    expect(content).not.toContain('example');
  });

  test('what looks like a template is none', () => {
    const [[, content] = []] = chartTemplates(fleetOf('{{ name }}'));
    expect(content).toContain('{{ "{{" }} name }}');
  });

  test('is started for each cluster, until one fails', () => {
    expect(eachCluster(fleetOf(), 'render "$cluster"')).toBe(
      'set -e\nfor cluster in one two; do\n  render "$cluster"\ndone\n',
    );
  });
});

test('kustomize patches what differs, by escaped paths', () => {
  const fleet = fleetOf();
  expect(overlayOf(objectsOf(fleet.clusters[1] as Fleet['clusters'][0]), fleet.template)).toEqual({
    resources: ['../../base'],
    patches: [
      {
        target: {
          group: 'rbac.authorization.k8s.io',
          version: 'v1',
          kind: 'Role',
          name: 'speaker',
          namespace: 'lan',
        },
        patch: '[{"op":"replace","path":"/metadata/annotations/a.b~1host","value":"two.example"}]',
      },
    ],
  });
});

test('jsonnet evaluates what is the same once', () => {
  const program = jsonnetProgram(fleetOf(), YAML);
  expect(program).toContain('local object0 = {"apiVersion":"v1","kind":"ServiceAccount"');
  expect(program).toContain('  object0,\n');
  expect(program).toContain('"a.b/host":values[0]');
  expect(program).toContain('std.manifestYamlStream(objects(values), quote_keys=false)');
});
