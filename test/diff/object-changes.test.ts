import { expect, test } from 'vitest';
import { compareObjects } from '../../src/diff';
import type { KubernetesObject } from '../../src/kubernetes/kubernetes-object';

function deployment(image: string, version: string, name = 'controller'): KubernetesObject {
  const labels = { 'app.kubernetes.io/version': version };
  const spec = { template: { spec: { containers: [{ name, image, args: ['--port=1'] }] } } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'a', labels },
    spec,
  } as KubernetesObject;
}

test('a changed field has its path, and both values', () => {
  expect(compareObjects([deployment('metallb:v1', '1')], [deployment('metallb:v2', '2')])).toEqual([
    {
      object: 'Deployment a/controller',
      kind: 'changed',
      fields: [{ path: 'spec.template.spec.containers[0].image', before: 'metallb:v1', after: 'metallb:v2' }],
    },
  ]);
});

test('an object of which only the version label differs is not listed', () => {
  expect(compareObjects([deployment('metallb', '1')], [deployment('metallb', '2')])).toEqual([]);
});

test('objects that are added come before those that are removed', () => {
  const found = compareObjects([deployment('a', '1', 'old')], [deployment('a', '1', 'new')]);
  expect(found.map(({ object, kind }) => `${kind} ${object}`)).toEqual([
    'added Deployment a/new',
    'removed Deployment a/old',
  ]);
});

test('a list that grows, and a key that goes', () => {
  const before = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x' },
    data: { a: '1' },
    list: ['a'],
  };
  const after = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: {}, list: ['a', 'b'] };
  expect(compareObjects([before], [after])[0]?.fields).toEqual([
    { path: 'data.a', before: '1' },
    { path: 'list[1]', after: 'b' },
  ]);
});
