import type { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Testing } from 'cdk8s';
import type { ChartGeneration, TraefikProps } from '../../../constructs/traefik';
import { PackagedTraefik } from '../../../constructs/traefik';
import { INTERNAL, LOGS_AND_PLUGINS } from './every-setting';
import { synth } from './synth-traefik';

const specs = (kind: string, props: TraefikProps) =>
  synth(props)
    .filter((one) => one.kind === kind)
    .map((one) => (one as unknown as { spec: unknown }).spec);
const services = (props: TraefikProps) => specs('Service', props) as k8s.ServiceSpec[];
const deployment = (props: TraefikProps) => specs('Deployment', props)[0] as k8s.DeploymentSpec;

test('a Service of type ClusterIP has no policy for traffic from outside, which the API server rejects', () => {
  const [spec] = services({ service: { type: 'ClusterIP' } });
  expect(spec).toMatchObject({ type: 'ClusterIP', ipFamilyPolicy: 'PreferDualStack' });
  expect(spec).not.toHaveProperty('externalTrafficPolicy');
});

test('a further Service has the ports of its entryPoints, without their node ports', () => {
  const [main, internal] = services({ websecure: { nodePort: 30443 }, additionalServices: [INTERNAL] });
  expect(main?.ports?.map(({ nodePort }) => nodePort)).toEqual([undefined, 30443]);
  expect(internal?.ports).toEqual([{ name: 'websecure', port: 443, protocol: 'TCP', targetPort: 8443 }]);
});

describe('pods with ports of their node', () => {
  test('replace each other in place', () => {
    expect(deployment({ web: { hostPort: 80 } }).strategy).toEqual({ type: 'Recreate' });
    expect(deployment({ hostNetwork: true }).strategy).toEqual({ type: 'Recreate' });
    expect(deployment({}).strategy?.type).toBe('RollingUpdate');
  });

  test('resolve names of the cluster with hostNetwork', () => {
    expect(deployment({ hostNetwork: true }).template.spec).toMatchObject({
      hostNetwork: true,
      dnsPolicy: 'ClusterFirstWithHostNet',
    });
  });
});

test('plugins have a folder for downloads, and the source of local ones', () => {
  const pod = deployment(LOGS_AND_PLUGINS).template.spec;
  expect(pod?.volumes?.slice(1)).toEqual([
    { name: 'plugins', emptyDir: {} },
    { name: 'plugin-geo', configMap: { name: 'plugin-geo' } },
  ]);
  expect(pod?.containers[0]?.volumeMounts?.slice(1)).toEqual([
    { name: 'plugins', mountPath: '/plugins-storage' },
    { name: 'plugin-geo', mountPath: '/plugins-local/src/example.com/geo', readOnly: true },
  ]);
});

test.each<[ChartGeneration, object]>([
  ['34', { type: 'ClusterIP' }],
  ['37', { type: 'ClusterIP' }],
  ['38', { type: 'ClusterIP' }],
  ['39', { type: 'ClusterIP' }],
  ['40', { spec: { type: 'ClusterIP' } }],
  ['41', { spec: { type: 'ClusterIP' } }],
])('chart %s has the type of the Service in its own key', (chart, service) => {
  const app = Testing.chart();
  new PackagedTraefik(app, 'traefik', { chart, service: { type: 'ClusterIP' } });
  const [config] = Testing.synth(app) as { spec: { valuesContent: string } }[];
  expect(parse(config?.spec.valuesContent ?? '')).toMatchObject({ service });
});
