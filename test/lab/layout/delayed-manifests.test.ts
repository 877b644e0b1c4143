import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/kubernetes/kubernetes-object';
import { selectDelayed } from '../../../src/lab/layout/delayed-manifests';

const object = (apiVersion: string, kind: string, name = 'one'): KubernetesObject => ({
  ...{ apiVersion, kind, metadata: { name } },
});
const manifest = (file: string, ...objects: readonly KubernetesObject[]) => ({
  file,
  content: file,
  objects,
});

const DEPLOYMENT = object('apps/v1', 'Deployment');
const POOL = object('metallb.io/v1beta1', 'IPAddressPool');
const ROUTE = object('traefik.io/v1alpha1', 'IngressRoute');
const crd = (name: string) => object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name);

test("MetalLB's configuration is delayed although its CRDs are among the manifests", () => {
  const config = manifest('config', POOL);
  expect(selectDelayed([manifest('crds', crd('ipaddresspools.metallb.io')), config])).toEqual([config]);
});

test("an object of the packaged Traefik's CRDs is delayed with its whole file", () => {
  const samples = manifest('samples', DEPLOYMENT, ROUTE);
  expect(selectDelayed([samples])).toEqual([{ ...samples, objects: [ROUTE] }]);
});

test('nothing else is delayed', () => {
  const crds = manifest('crds', crd('ingressroutes.traefik.io'));
  expect(selectDelayed([crds, manifest('samples', DEPLOYMENT, ROUTE), manifest('core', DEPLOYMENT)])).toEqual(
    [],
  );
});
