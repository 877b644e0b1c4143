import { describe, expect, test } from 'vitest';
import { CLUSTER_CHARTS } from '../../charts/cluster-charts';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';
import { validateAgainstCrd } from '../schemas';
import { SHIPPED, renderShipped } from './shipped';

interface Labelled extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly labels?: Record<string, string> };
  readonly spec?: {
    readonly selector?: unknown;
    readonly template?: { readonly metadata?: { readonly labels?: object } };
  };
}

const RECOMMENDED = ['name', 'instance', 'part-of', 'managed-by'].map((name) => `app.kubernetes.io/${name}`);

describe('file names', () => {
  const ids = CLUSTER_CHARTS.map(({ id }) => id);

  test('are in the order in which they are applied, and unique', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('are valid Addon names that k3s does not use itself', () => {
    const packaged = [
      'ccm',
      'coredns',
      'gateway-api-crd',
      'local-storage',
      'metrics-server',
      'rolebindings',
      'runtimes',
      'traefik',
    ];
    for (const id of ids) {
      expect(id).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      expect(packaged).not.toContain(id);
    }
  });
});

describe.each(SHIPPED)('%s', (cluster) => {
  const { manifests, files } = renderShipped(cluster);
  const objects = manifests.flatMap((manifest) => manifest.objects) as Labelled[];

  test('no object occurs twice', () => {
    const identities = objects.map(({ apiVersion, kind, metadata }) =>
      [apiVersion, kind, metadata.namespace ?? '', metadata.name].join('/'),
    );
    expect(identities.filter((identity, index) => identities.indexOf(identity) !== index)).toEqual([]);
  });

  test('every object of MetalLB, Traefik and the Gateway API conforms to its CRD', () => {
    for (const object of objects) {
      if (!/^(metallb|traefik|frrk8s\.metallb|gateway\.networking\.k8s)\.io\//.test(object.apiVersion))
        continue;
      expect(validateAgainstCrd(object), `${object.kind} ${object.metadata.name}`).toEqual([]);
    }
  });

  test('every object that is not a CRD has the recommended labels', () => {
    for (const { kind, metadata } of objects) {
      if (kind === 'CustomResourceDefinition') continue;
      expect(Object.keys(metadata.labels ?? {}), `${kind} ${metadata.name}`).toEqual(
        expect.arrayContaining(RECOMMENDED),
      );
    }
  });

  test('instance labels and names never name the cluster', () => {
    for (const { metadata } of objects) {
      expect(metadata.labels?.['app.kubernetes.io/instance']).not.toBe(cluster);
    }
  });

  test('selectors contain neither a version nor a hash', () => {
    for (const { kind, metadata, spec } of objects) {
      const selector = JSON.stringify(spec?.selector ?? {});
      expect(selector, `${kind} ${metadata.name}`).not.toMatch(
        /version|cdk8s\.io|metadata\.addr|[0-9a-f]{8}/,
      );
    }
  });

  test('node files contain no secret', () => {
    for (const [name, content] of files) {
      if (name.startsWith('k3s/')) expect(content).not.toMatch(/token|password|secret|datastore/i);
    }
  });

  test('no Secret has a value', () => {
    for (const object of objects.filter(({ kind }) => kind === 'Secret')) {
      expect(object).not.toHaveProperty('data');
      expect(object).not.toHaveProperty('stringData');
    }
  });
});
