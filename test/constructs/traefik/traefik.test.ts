import { Testing } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import type { TraefikProps } from '../../../constructs/traefik';
import { Traefik, TraefikNamespace } from '../../../constructs/traefik';
import { VERSIONS } from '../../../src/versions';
import { EVERY_OPTION as everything } from './every-option';
import { FURTHER_ARGUMENTS } from './every-setting';
import type { SynthesizedObject } from './synth-traefik';
import { one, synth } from './synth-traefik';

const deployment = (props?: TraefikProps) => one<k8s.KubeDeploymentProps>('Deployment', props).spec;
const daemonSet = (props?: TraefikProps) =>
  one<k8s.KubeDaemonSetProps>('DaemonSet', { ...props, kind: 'DaemonSet' }).spec;
const services = (props?: TraefikProps) =>
  synth(props).filter(({ kind }) => kind === 'Service') as (SynthesizedObject &
    Required<k8s.KubeServiceProps>)[];
const service = (props?: TraefikProps) =>
  services(props)[0] as SynthesizedObject & Required<k8s.KubeServiceProps>;
const ingressClass = (props?: TraefikProps) => one<k8s.KubeIngressClassProps>('IngressClass', props);
const budget = (props?: TraefikProps) =>
  one<k8s.KubePodDisruptionBudgetProps>('PodDisruptionBudget', props).spec;
const pod = (props?: TraefikProps) => deployment(props).template.spec as k8s.PodSpec;
const container = (props?: TraefikProps) => pod(props).containers[0] as k8s.Container;

const SELECTOR = { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'traefik' };

describe('without options', () => {
  test('has these objects and no others', () => {
    expect(synth().map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name].join(' '))).toEqual([
      'ServiceAccount traefik traefik',
      'ClusterRole  traefik',
      'ClusterRoleBinding  traefik',
      'Deployment traefik traefik',
      'IngressClass  traefik',
      'Service traefik traefik',
    ]);
  });

  test('has the recommended labels, and selectors of those that never change', () => {
    const objects = synth({ replicas: 2 });
    for (const { metadata } of objects) {
      expect(metadata.labels).toMatchObject({ ...SELECTOR, 'app.kubernetes.io/version': VERSIONS.traefik });
    }
    expect(deployment().selector.matchLabels).toEqual(SELECTOR);
    expect(daemonSet().selector.matchLabels).toEqual(SELECTOR);
    expect(service().spec.selector).toEqual(SELECTOR);
    expect(budget({ replicas: 2 }).selector?.matchLabels).toEqual(SELECTOR);
    expect(deployment().template.metadata?.labels).toMatchObject(SELECTOR);
  });

  test('conforms to the Pod Security level of its namespace', () => {
    expect(pod().securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container().securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    expect(pod().volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
    expect(pod().enableServiceLinks).toBe(false);
    const chart = Testing.chart();
    new TraefikNamespace(chart, 'namespace');
    new TraefikNamespace(chart, 'other', { name: 'edge' });
    const [namespace, other] = Testing.synth(chart) as SynthesizedObject[];
    expect(namespace?.metadata).toMatchObject({
      name: 'traefik',
      labels: {
        ...SELECTOR,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    });
    expect(other?.metadata.name).toBe('edge');
  });

  test('replaces pods without a gap, and has probes on its own port', () => {
    expect(deployment().strategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    const { readinessProbe, livenessProbe, image } = container();
    expect(readinessProbe?.httpGet).toEqual({ path: '/ping', port: 8080, scheme: 'HTTP' });
    expect(livenessProbe?.httpGet).toEqual({ path: '/ping', port: 8080, scheme: 'HTTP' });
    expect(image).toBe(`docker.io/traefik:v${VERSIONS.traefik}`);
    expect(deployment().template.metadata?.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': '/metrics',
      'prometheus.io/port': '9100',
    });
  });

  test('runs on the same nodes as the packaged Traefik', () => {
    expect(pod().priorityClassName).toBe('system-cluster-critical');
    expect(pod().tolerations).toEqual([
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    ]);
    expect(service().spec).toMatchObject({
      ipFamilyPolicy: 'PreferDualStack',
      externalTrafficPolicy: 'Cluster',
    });
    expect(ingressClass()).toMatchObject({
      metadata: { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
      spec: { controller: 'traefik.io/ingress-controller' },
    });
  });

  test('only its own namespace may route to its API, unless cross-namespace references are allowed', () => {
    const restricted = (props?: TraefikProps) =>
      container(props).args?.filter((each) => each.includes('crossProviderNamespaces'));
    expect(restricted({ namespace: 'edge' })).toEqual([
      '--providers.kubernetesCRD.crossProviderNamespaces=edge',
    ]);
    expect(restricted({ providers: { kubernetesCRD: { allowCrossNamespace: true } } })).toEqual([]);
  });
});

describe('options', () => {
  test('every option reaches the manifests', () => {
    expect(deployment(everything).replicas).toBe(3);
    expect(deployment(everything).template.metadata?.annotations).toBeUndefined();
    expect(pod(everything)).toMatchObject({
      nodeSelector: { 'kubernetes.io/os': 'linux', edge: 'true' },
      priorityClassName: 'edge',
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'rack', labelSelector: { matchLabels: SELECTOR } },
          ],
        },
      },
      topologySpreadConstraints: [
        {
          topologyKey: 'zone',
          maxSkew: 2,
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: SELECTOR },
        },
      ],
    });
    const { tolerations = [] } = pod(everything);
    expect(tolerations).toHaveLength(3);
    expect(tolerations[2]).toEqual({ key: 'edge', operator: 'Exists' });
    const { image, resources, ports, args } = container(everything);
    expect(image).toBe('registry.example/traefik:v3');
    expect(resources).toEqual({ requests: { cpu: '100m' }, limits: { memory: '128Mi' } });
    expect(ports).toEqual([
      { name: 'web', containerPort: 8000, protocol: 'TCP' },
      { name: 'websecure', containerPort: 8443, protocol: 'TCP', hostPort: 443 },
      { name: 'dns', containerPort: 5353, protocol: 'UDP' },
      { name: 'traefik', containerPort: 8080, protocol: 'TCP' },
    ]);
    expect(args).toEqual(
      expect.arrayContaining([
        ...FURTHER_ARGUMENTS,
        '--accessLog=true',
        '--log.level=WARN',
        '--api.dashboard=true',
        '--providers.kubernetesGateway=true',
        '--providers.kubernetesCRD.crossProviderNamespaces=edge,ops',
        '--entryPoints.web.forwardedHeaders.trustedIPs=10.0.0.2',
      ]),
    );
  });

  test('the Service has the fields of the options, and a port for each entryPoint', () => {
    const { metadata, spec } = service(everything);
    expect(metadata).toMatchObject({
      namespace: 'edge',
      labels: { 'svccontroller.k3s.cattle.io/lbpool': 'edge' },
      annotations: {
        'metallb.io/loadBalancerIPs': '10.0.0.100',
        'metallb.io/address-pool': 'lan',
        'metallb.io/allow-shared-ip': 'edge',
        note: 'x',
      },
    });
    expect(spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerClass: 'metallb.example/lan',
      externalTrafficPolicy: 'Local',
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
    });
    expect(spec.ports).toEqual([
      { name: 'web', port: 80, protocol: 'TCP', targetPort: 8000 },
      { name: 'websecure', port: 443, protocol: 'TCP', targetPort: 8443, nodePort: 30443 },
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
    ]);
    expect(service().metadata.annotations).toBeUndefined();
  });

  test('no Service and no container has a port number twice: kubectl would lose one of them', () => {
    const [main, udp, ...others] = services({
      websecure: { http3: true },
      entryPoints: [
        { name: 'dns-udp', port: 5353, exposedPort: 53, protocol: 'UDP' },
        { name: 'dns', port: 5353, exposedPort: 53 },
        { name: 'syslog', port: 5514, exposedPort: 514, protocol: 'UDP' },
      ],
      service: { loadBalancerIPs: ['10.0.0.100'] },
    });
    expect(others).toEqual([]);
    expect(main?.spec.ports?.map(({ name }) => name)).toEqual(['web', 'websecure', 'dns', 'syslog']);
    expect(udp?.metadata.name).toBe('traefik-udp');
    expect(udp?.spec.ports).toEqual([
      { name: 'websecure-http3', port: 443, protocol: 'UDP', targetPort: 8443 },
      { name: 'dns-udp', port: 53, protocol: 'UDP', targetPort: 5353 },
    ]);
    const sharing = { 'metallb.io/loadBalancerIPs': '10.0.0.100', 'metallb.io/allow-shared-ip': 'traefik' };
    expect([main?.metadata.annotations, udp?.metadata.annotations]).toEqual([sharing, sharing]);
    expect(services(everything)[1]?.metadata.annotations).toEqual(service(everything).metadata.annotations);
  });

  test('several replicas are spread and kept from being drained at once', () => {
    expect(pod({ replicas: 2 }).topologySpreadConstraints).toEqual([
      {
        topologyKey: 'kubernetes.io/hostname',
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: SELECTOR },
      },
    ]);
    expect(budget({ replicas: 2 })).toMatchObject({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
    expect(pod().topologySpreadConstraints).toBeUndefined();
  });

  test('a DaemonSet has no replicas, spread or budget', () => {
    const spec = daemonSet({ replicas: 3 });
    expect(spec).not.toHaveProperty('replicas');
    expect(spec.updateStrategy?.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    expect(spec.template.spec?.topologySpreadConstraints).toBeUndefined();
    expect(synth({ kind: 'DaemonSet', replicas: 3 }).map(({ kind }) => kind)).not.toContain(
      'PodDisruptionBudget',
    );
  });

  test('without Ingress there is no class; without a default, Ingresses must name it', () => {
    const off = synth({ providers: { kubernetesIngress: { enabled: false } } });
    expect(off.map(({ kind }) => kind)).not.toContain('IngressClass');
    const { metadata } = ingressClass({
      providers: { kubernetesIngress: { defaultIngressClass: false } },
    });
    expect(metadata.annotations).toEqual({ 'ingressclass.kubernetes.io/is-default-class': 'false' });
  });

  test('resources have a default, and can be unset', () => {
    expect(container().resources).toEqual({
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { memory: '512Mi' },
    });
    expect(container({ resources: {} }).resources).toBeUndefined();
  });

  test('the binding is for the account of the namespace', () => {
    expect(one<k8s.KubeClusterRoleBindingProps>('ClusterRoleBinding', { namespace: 'edge' })).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'traefik' },
      subjects: [{ kind: 'ServiceAccount', name: 'traefik', namespace: 'edge' }],
    });
  });
});

test('the created objects are public fields', () => {
  const traefik = new Traefik(Testing.chart(), 'traefik', { replicas: 2, websecure: { http3: true } });
  expect([
    traefik.serviceAccount.kind,
    traefik.clusterRole.kind,
    traefik.clusterRoleBinding.kind,
    traefik.workload.kind,
    traefik.service.kind,
    traefik.udpService?.name,
    traefik.ingressClass?.kind,
    traefik.podDisruptionBudget?.kind,
  ]).toEqual([
    'ServiceAccount',
    'ClusterRole',
    'ClusterRoleBinding',
    'Deployment',
    'Service',
    'traefik-udp',
    'IngressClass',
    'PodDisruptionBudget',
  ]);
});

describe('the NetworkPolicy', () => {
  const ports = (props: TraefikProps) =>
    one<k8s.KubeNetworkPolicyProps>('NetworkPolicy', { networkPolicy: true, ...props }).spec?.ingress?.map(
      (rule) => rule.ports?.map(({ port, protocol }) => `${JSON.stringify(port)}/${protocol}`),
    );

  test('allows the entryPoints and the metrics from everywhere, and not the internal entryPoint', () => {
    expect(ports({})).toEqual([['8000/TCP', '8443/TCP', '9100/TCP']]);
    const { spec } = one<k8s.KubeNetworkPolicyProps>('NetworkPolicy', { networkPolicy: true });
    expect(spec).toMatchObject({ podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress'] });
  });

  test('allows further entryPoints and HTTP/3', () => {
    const dns = { name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' } as const;
    expect(ports({ metrics: false, websecure: { http3: true }, entryPoints: [dns] })).toEqual([
      ['8000/TCP', '8443/TCP', '5353/UDP', '8443/UDP'],
    ]);
  });

  test('is absent by default, and for pods in the network of their node', () => {
    const kinds = (props: TraefikProps) => synth(props).map(({ kind }) => kind);
    expect(kinds({})).not.toContain('NetworkPolicy');
    expect(kinds({ networkPolicy: true, hostNetwork: true })).not.toContain('NetworkPolicy');
  });
});
