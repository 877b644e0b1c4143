import { expect, test } from 'vitest';
import { MetalLbCrds } from '../../../constructs/metallb';
import type { MetalLbObject } from './manifests';
import { synth } from './manifests';

const crds = (props?: ConstructorParameters<typeof MetalLbCrds>[2]) =>
  synth((chart) => new MetalLbCrds(chart, 'crds', props));

const METALLB = [
  'bfdprofiles.metallb.io',
  'bgpadvertisements.metallb.io',
  'bgppeers.metallb.io',
  'communities.metallb.io',
  'configurationstates.metallb.io',
  'ipaddresspools.metallb.io',
  'l2advertisements.metallb.io',
  'servicebgpstatuses.metallb.io',
  'servicel2statuses.metallb.io',
];
const FRR_K8S = [
  'bgpsessionstates.frrk8s.metallb.io',
  'frrconfigurations.frrk8s.metallb.io',
  'frrk8sconfigurations.frrk8s.metallb.io',
  'frrnodestates.frrk8s.metallb.io',
];
const names = (objects: readonly MetalLbObject[]) => objects.map(({ metadata }) => metadata.name);

test('MetalLB has these CRDs', () => {
  expect(names(crds())).toEqual(METALLB);
});

test('frr-k8s adds its own', () => {
  expect(names(crds({ bgpBackend: 'frr-k8s' }))).toEqual([...METALLB, ...FRR_K8S]);
});

test.each([
  [undefined, 'metallb-system'],
  ['lb', 'lb'],
])(
  'BGPPeers alone are converted, by the controller in the namespace of the install (%s)',
  (namespace, expected) => {
    const converted = crds({ namespace }).filter(
      (crd) => 'conversion' in (crd as { spec: object } & MetalLbObject).spec,
    );
    expect(names(converted)).toEqual(['bgppeers.metallb.io']);
    expect(converted[0]).toMatchObject({
      spec: {
        conversion: {
          strategy: 'Webhook',
          webhook: {
            conversionReviewVersions: ['v1beta1', 'v1beta2'],
            clientConfig: {
              service: { name: 'metallb-webhook-service', namespace: expected, path: '/convert' },
            },
          },
        },
      },
    });
    expect(JSON.stringify(converted)).not.toContain('caBundle');
  },
);
