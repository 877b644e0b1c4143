import { Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ChartGeneration, PackagedTraefikProps } from '../../../constructs/traefik';
import { PackagedTraefik } from '../../../constructs/traefik';
import { EVERY_CHALLENGE } from './every-challenge';
import { EVERY_SETTING, EXTRAS, INTERNAL, LOGS_AND_PLUGINS } from './every-setting';
import { IN_CHART_39 } from './in-chart-39';

interface HelmChartConfig {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: { readonly valuesContent: string; readonly failurePolicy?: string };
}

const GENERATIONS: readonly ChartGeneration[] = ['34', '37', '38', '39', '40', '41'];

function config(props: PackagedTraefikProps): HelmChartConfig {
  const chart = Testing.chart();
  new PackagedTraefik(chart, 'traefik', props);
  const [object, ...others] = Testing.synth(chart) as HelmChartConfig[];
  expect(others).toEqual([]);
  return object as HelmChartConfig;
}

function values(props: Partial<PackagedTraefikProps>): unknown {
  return parse(config({ chart: '39', ...props }).spec.valuesContent);
}

const everything: Required<PackagedTraefikProps> = {
  chart: '39',
  failurePolicy: 'abort',
  gateway: { allowedNamespaces: 'Same', certificateSecret: 'edge-tls' },
  kind: 'Deployment',
  replicas: 2,
  service: {
    loadBalancerIPs: ['10.0.0.100'],
    ipAddressPool: 'lan',
    allowSharedIp: 'edge',
    loadBalancerClass: 'metallb.example/lan',
    lbpool: 'edge',
    externalTrafficPolicy: 'Local',
    ipFamilyPolicy: 'SingleStack',
    ipFamilies: ['IPv4'],
    annotations: { note: 'x' },
    labels: { tier: 'edge' },
    type: 'NodePort',
  },
  web: {
    exposedPort: 8080,
    httpsRedirect: true,
    forwardedHeaders: { trustedIPs: ['10.0.0.2'] },
    proxyProtocol: { trustedIPs: ['10.0.0.3'] },
  },
  websecure: {
    ...EVERY_SETTING,
    exposedPort: 4443,
    http3: true,
    forwardedHeaders: { trustedIPs: ['10.0.0.2'] },
    tls: { certResolver: 'letsencrypt', domains: [{ main: 'example.com', sans: ['*.example.com'] }] },
  },
  certificateResolvers: [EVERY_CHALLENGE],
  persistence: { storageClass: 'longhorn', size: '1Gi', existingClaim: 'acme' },
  entryPoints: [
    { name: 'postgres', port: 5432, proxyProtocol: { trustedIPs: ['10.0.0.3'] } },
    { name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' },
  ],
  providers: {
    kubernetesIngress: {
      enabled: true,
      allowExternalNameServices: true,
      defaultIngressClass: false,
      publishedService: false,
    },
    kubernetesCRD: { enabled: true, allowExternalNameServices: true, allowCrossNamespace: true },
    kubernetesGateway: { enabled: true, experimentalChannel: true },
  },
  ...LOGS_AND_PLUGINS,
  ...EXTRAS,
  values: {
    env: [{ name: 'TZ', value: 'Europe/Madrid' }],
    deployment: { replicas: 5, minReadySeconds: 3, labels: {} },
    ports: { web: { transport: { lifeCycle: { graceTimeOut: 30 } } } },
    livenessProbe: null,
  },
  insecureSkipVerify: true,
  additionalServices: [INTERNAL],
  hostNetwork: true,
  ingressClassName: 'edge',
  metrics: false,
  logLevel: 'DEBUG',
  dashboard: false,
  resources: { requests: { cpu: '50m' }, limits: { memory: '128Mi' } },
  nodeSelector: { edge: 'true' },
  tolerations: [{ key: 'edge', operator: 'Exists' }],
  priorityClassName: 'edge',
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }],
    },
  },
  topologySpread: [{ topologyKey: 'kubernetes.io/hostname' }],
};

describe('the HelmChartConfig', () => {
  test('has the name and namespace that k3s reads', () => {
    expect(config({ chart: '39' })).toEqual({
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChartConfig',
      metadata: {
        name: 'traefik',
        namespace: 'kube-system',
        labels: {
          'app.kubernetes.io/name': 'traefik',
          'app.kubernetes.io/instance': 'traefik',
          'app.kubernetes.io/part-of': 'k3s-netstack',
          'app.kubernetes.io/managed-by': 'k3s-netstack',
        },
      },
      spec: { valuesContent: '{}\n' },
    });
  });

  test('keeps the retry of newer k3s releases', () => {
    expect(config({ chart: '41' }).spec.failurePolicy).toBe('retry');
    expect(config({ chart: '40' }).spec.failurePolicy).toBeUndefined();
    expect(config({ chart: '40', failurePolicy: 'retry' }).spec.failurePolicy).toBe('retry');
    expect(config(everything).spec.failurePolicy).toBe('abort');
  });
});

describe('values', () => {
  test('every option has its key', () => {
    expect(values(everything)).toEqual(IN_CHART_39);
  });

  test('an option applies, not a value that contradicts it', () => {
    expect(
      values({ replicas: 2, values: { deployment: { replicas: 5, minReadySeconds: 3 } } }),
    ).toMatchObject({
      deployment: { replicas: 2, minReadySeconds: 3 },
    });
  });

  test('options that are not set are left to k3s, in every version of the chart', () => {
    for (const chart of GENERATIONS) expect(values({ chart })).toEqual({});
  });

  test.each<[ChartGeneration, Partial<PackagedTraefikProps>, unknown]>([
    [
      '34',
      { web: { httpsRedirect: true } },
      { ports: { web: { redirections: expect.anything() as unknown } } },
    ],
    [
      '38',
      { web: { httpsRedirect: true } },
      { ports: { web: { redirections: expect.anything() as unknown } } },
    ],
    [
      '39',
      { web: { httpsRedirect: true } },
      { ports: { web: { http: { redirections: expect.anything() as unknown } } } },
    ],
    [
      '41',
      { web: { httpsRedirect: true } },
      { ports: { web: { http: { redirections: expect.anything() as unknown } } } },
    ],
    [
      '34',
      { accessLog: true, logLevel: 'WARN' },
      { logs: { access: { enabled: true }, general: { level: 'WARN' } } },
    ],
    [
      '40',
      { accessLog: true, logLevel: 'WARN' },
      { logs: { access: { enabled: true }, general: { level: 'WARN' } } },
    ],
    ['41', { accessLog: true, logLevel: 'WARN' }, { accessLog: { enabled: true }, log: { level: 'WARN' } }],
    ['37', { dashboard: false }, { additionalArguments: ['--api.dashboard=false'] }],
    ['37', { dashboard: true }, {}],
    ['38', { dashboard: false }, { api: { dashboard: false } }],
    ['40', { dashboard: true }, { api: { dashboard: true } }],
  ])('chart %s with %j', (chart, props, expected) => {
    expect(values({ chart, ...props })).toEqual(expected);
  });

  test("a listener's namespacePolicy is a word, later an object", () => {
    const props = { gateway: {}, providers: { kubernetesGateway: { enabled: true } } } as const;
    expect(values({ chart: '34', ...props })).toMatchObject({
      gateway: { listeners: { web: { namespacePolicy: 'All' } } },
    });
    expect(values({ chart: '37', ...props })).toMatchObject({
      gateway: { listeners: { web: { namespacePolicy: { from: 'All' } } } },
    });
  });

  test('without the provider there is no Gateway', () => {
    expect(values({ gateway: {} })).toEqual({});
  });

  test('a DaemonSet has no budget', () => {
    expect(values({ kind: 'DaemonSet', replicas: 3 })).toEqual({
      deployment: { kind: 'DaemonSet', replicas: 3 },
    });
  });

  test('other UDP ports change nothing for routers that name no entryPoint', () => {
    expect(values({ entryPoints: [{ name: 'dns', port: 53, protocol: 'UDP' }] })).toEqual({
      ports: { dns: { port: 53, expose: { default: true }, exposedPort: 53, protocol: 'UDP' } },
    });
  });

  test('port 443 over TCP stays when HTTP/3 is added or removed', () => {
    const service = { single: false, annotations: { 'metallb.io/allow-shared-ip': 'traefik' } };
    const http3 = { enabled: true, advertisedPort: 443 };
    expect(values({ websecure: { http3: true } })).toEqual({
      service,
      ports: { websecure: { http3, targetPort: 8443 } },
    });
    expect(values({ websecure: { http3: false } })).toEqual({ ports: { websecure: { targetPort: 8443 } } });
  });

  test('conflicting ports are refused', () => {
    expect(() => values({ entryPoints: [{ name: 'a', port: 8000 }] })).toThrow(
      'both have port 8000/TCP in the pod',
    );
  });
});
