import type { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { MetalLbNamespace } from '../../../constructs/metallb';
import { VERSIONS } from '../../../src/versions';
import { container, install, only, pod, synth, variable, workload } from './manifests';

const NATIVE = install();
const FRR_K8S = install({ bgpBackend: 'frr-k8s' });
const METRICS = install({ bgpBackend: 'frr-k8s', metrics: true });

const names = (objects: typeof NATIVE) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

test('the native backend has these objects', () => {
  expect(names(NATIVE)).toEqual([
    'ClusterRole metallb-system:controller',
    'ClusterRole metallb-system:speaker',
    'ClusterRoleBinding metallb-system:controller',
    'ClusterRoleBinding metallb-system:speaker',
    'ConfigMap metallb-excludel2',
    'DaemonSet speaker',
    'Deployment controller',
    'Role controller',
    'Role speaker',
    'RoleBinding controller',
    'RoleBinding speaker',
    'Secret metallb-webhook-cert',
    'Service metallb-webhook-service',
    'ServiceAccount controller',
    'ServiceAccount speaker',
    'ValidatingWebhookConfiguration metallb-webhook-configuration',
  ]);
});

test('frr-k8s adds these', () => {
  const added = names(FRR_K8S).filter((name) => !names(NATIVE).includes(name));
  expect(added).toEqual([
    'ClusterRole metallb-system:frr-k8s-daemon',
    'ClusterRole metallb-system:frr-k8s-statuscleaner',
    'ClusterRoleBinding metallb-system:frr-k8s-daemon',
    'ClusterRoleBinding metallb-system:frr-k8s-statuscleaner',
    'ConfigMap frr-k8s-frr-startup',
    'DaemonSet frr-k8s-daemon',
    'Deployment frr-k8s-statuscleaner',
    'Role frr-k8s-daemon',
    'Role frr-k8s-statuscleaner',
    'RoleBinding frr-k8s-daemon',
    'RoleBinding frr-k8s-statuscleaner',
    'Secret frr-k8s-webhook-server-cert',
    'Service frr-k8s-webhook-service',
    'ServiceAccount frr-k8s-daemon',
    'ServiceAccount frr-k8s-statuscleaner',
    'ValidatingWebhookConfiguration frr-k8s-validating-webhook-configuration',
  ]);
});

test('metrics of frr-k8s add a Service and a role for their readers', () => {
  const added = names(METRICS).filter((name) => !names(FRR_K8S).includes(name));
  expect(added).toEqual(['ClusterRole frr-k8s-metrics-reader', 'Service frr-k8s-metrics-service']);
});

describe.each([
  ['native', NATIVE],
  ['frr-k8s', METRICS],
])('every object of %s', (_, objects) => {
  test('has the recommended labels', () => {
    for (const { metadata } of objects) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': expect.stringMatching(/^(metallb|frr-k8s)$/) as unknown,
        'app.kubernetes.io/instance': 'metallb',
        'app.kubernetes.io/version': expect.stringMatching(/^\d/) as unknown,
        'app.kubernetes.io/part-of': 'k3s-netstack',
        'app.kubernetes.io/managed-by': 'k3s-netstack',
      });
    }
  });

  test('names its namespace if it has one', () => {
    for (const { kind, metadata } of objects) {
      const inNone = kind.startsWith('Cluster') || kind === 'ValidatingWebhookConfiguration';
      expect(metadata.namespace, kind).toBe(inNone ? undefined : 'metallb-system');
    }
  });

  test('omits the fields that MetalLB writes', () => {
    expect(JSON.stringify(objects)).not.toContain('caBundle');
    for (const secret of objects.filter(({ kind }) => kind === 'Secret')) {
      expect(Object.keys(secret).sort()).toEqual(['apiVersion', 'kind', 'metadata']);
    }
  });
});

describe('pods are selected', () => {
  test.each(['controller', 'speaker', 'frr-k8s-daemon', 'frr-k8s-statuscleaner'])(
    'those of %s by labels that they have and that never change',
    (name) => {
      const { selector, template } = workload(FRR_K8S, name);
      expect(template.metadata?.labels).toMatchObject(selector.matchLabels as object);
      expect(Object.keys(selector.matchLabels ?? {}).sort()).toEqual([
        'app.kubernetes.io/component',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/name',
      ]);
    },
  );

  test.each([
    ['metallb-webhook-service', 'controller'],
    ['frr-k8s-webhook-service', 'frr-k8s-statuscleaner'],
    ['frr-k8s-metrics-service', 'frr-k8s-daemon'],
  ])('by the Service %s', (service, name) => {
    const { spec } = only<k8s.KubeServiceProps>(METRICS, 'Service', service);
    expect(spec.selector).toEqual(workload(METRICS, name).selector.matchLabels);
    const targets = spec.ports?.map(({ port, targetPort }) => targetPort ?? port);
    const { containers } = pod(METRICS, name);
    const ports = containers.flatMap((each) => each.ports ?? []);
    const known: unknown[] = ports.flatMap(({ name: portName, containerPort }) => [portName, containerPort]);
    expect(known).toEqual(expect.arrayContaining(targets as unknown[]));
  });

  test('by the other speakers', () => {
    const labels = variable(container(NATIVE, 'speaker'), 'METALLB_ML_LABELS')
      ?.split(',')
      .map((pair) => pair.split('='));
    expect(Object.fromEntries(labels ?? [])).toEqual(workload(NATIVE, 'speaker').selector.matchLabels);
  });

  test('by the status cleaner', () => {
    const prefix = '--frrk8s-selector=';
    const selector = container(FRR_K8S, 'frr-k8s-statuscleaner').args?.find((arg) => arg.startsWith(prefix));
    const labels = selector?.slice(prefix.length).split(',');
    expect(Object.fromEntries(labels?.map((pair) => pair.split('=')) ?? [])).toEqual(
      workload(FRR_K8S, 'frr-k8s-daemon').selector.matchLabels,
    );
  });
});

test('the controller validates each kind of configuration', () => {
  const { webhooks } = only<k8s.KubeValidatingWebhookConfigurationProps>(
    NATIVE,
    'ValidatingWebhookConfiguration',
    'metallb-webhook-configuration',
  );
  const asked = webhooks.map(({ name, clientConfig, rules }) => [
    name,
    clientConfig.service?.path,
    `${rules?.[0]?.apiVersions?.join()}/${rules?.[0]?.resources?.join()}`,
    rules?.[0]?.operations?.join(' '),
  ]);
  expect(asked).toEqual(
    [
      ['bgppeers', 'v1beta2', 'bgppeer', 'bgppeers', 'CREATE UPDATE'],
      ['bfdprofile', 'v1beta1', 'bfdprofile', 'bfdprofiles', 'CREATE DELETE'],
      ['bgpadvertisement', 'v1beta1', 'bgpadvertisement', 'bgpadvertisements', 'CREATE UPDATE'],
      ['community', 'v1beta1', 'community', 'communities', 'CREATE UPDATE'],
      ['ipaddresspool', 'v1beta1', 'ipaddresspool', 'ipaddresspools', 'CREATE UPDATE'],
      ['l2advertisement', 'v1beta1', 'l2advertisement', 'l2advertisements', 'CREATE UPDATE'],
    ].map(([name, version, kind, resource, operations]) => [
      `${name}validationwebhook.metallb.io`,
      `/validate-metallb-io-${version}-${kind}`,
      `${version}/${resource}`,
      operations,
    ]),
  );
  for (const { failurePolicy, sideEffects } of webhooks) {
    expect([failurePolicy, sideEffects]).toEqual(['Fail', 'None']);
  }
});

test("the controller's startup probe waits for its webhook", () => {
  const { startupProbe, ports } = container(NATIVE, 'controller');
  expect(startupProbe?.tcpSocket?.port).toBe('webhook-server');
  expect(ports).toContainEqual({ name: 'webhook-server', containerPort: 9443 });
});

test("the speaker's probes use the loopback address, on which it listens", () => {
  const { livenessProbe, readinessProbe } = container(NATIVE, 'speaker');
  expect(livenessProbe?.httpGet).toEqual({ host: '127.0.0.1', path: '/healthz', port: 17472 });
  expect(readinessProbe?.httpGet).toEqual({ host: '127.0.0.1', path: '/readyz', port: 17472 });
});

test('FRR runs bgpd, which does not listen, and bfdd', () => {
  const { data } = only<k8s.KubeConfigMapProps>(FRR_K8S, 'ConfigMap', 'frr-k8s-frr-startup');
  expect(Object.keys(data)).toEqual(['daemons', 'frr.conf', 'vtysh.conf']);
  expect(data['daemons']).toMatch(/^bgpd=yes$/m);
  expect(data['daemons']).toMatch(/^bfdd=yes$/m);
  expect(data['daemons']).toMatch(/^bgpd_options=".* -p 0 .*"$/m);
});

test('images are those of the versions that the project names', () => {
  const images = (name: string) =>
    [...(pod(FRR_K8S, name).initContainers ?? []), ...pod(FRR_K8S, name).containers].map(
      ({ image }) => image,
    );
  const frr = `quay.io/frrouting/frr:${VERSIONS.frr}`;
  const frrK8s = `quay.io/metallb/frr-k8s:v${VERSIONS.frrK8s}`;
  expect(images('controller')).toEqual([`quay.io/metallb/controller:v${VERSIONS.metallb}`]);
  expect(images('speaker')).toEqual([`quay.io/metallb/speaker:v${VERSIONS.metallb}`]);
  expect(images('frr-k8s-statuscleaner')).toEqual([frrK8s]);
  expect(images('frr-k8s-daemon')).toEqual([frr, frrK8s, frrK8s, frrK8s, frrK8s, frr, frr, frr, frr]);
});

describe('namespace', () => {
  test.each([
    [undefined, 'metallb-system'],
    ['lb', 'lb'],
  ])('%s lets the speakers into it', (name, expected) => {
    const [namespace] = synth((chart) => new MetalLbNamespace(chart, 'namespace', { name }));
    expect(namespace).toMatchObject({
      kind: 'Namespace',
      metadata: {
        name: expected,
        labels: {
          'app.kubernetes.io/name': 'metallb',
          'pod-security.kubernetes.io/enforce': 'privileged',
          'pod-security.kubernetes.io/audit': 'privileged',
          'pod-security.kubernetes.io/warn': 'privileged',
        },
      },
    });
  });
});
