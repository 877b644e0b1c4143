import fc from 'fast-check';

/** Traefik's options as plain values. */
export type GeneratedTraefik = { mode: string; loadBalancerIPs?: string[] } & Record<string, unknown>;

/** What Traefik's options depend on. */
export interface TraefikSurroundings {
  readonly mode: string;
  /** Fixed addresses of its Service; undefined where it has none. */
  readonly loadBalancerIPs?: string[];
  /** A LAN client's address, as a network. */
  readonly proxy: string;
}

const SETTINGS = {
  middlewares: ['edge-auth@kubernetescrd'],
  respondingTimeouts: { readTimeout: '5m', writeTimeout: '0s', idleTimeout: '90s' },
  maxHeaderBytes: 65536,
  keepAliveMaxTime: '1h',
};

const PRIVATE_CA = { caServer: 'https://ca.home.arpa/acme/directory', caConfigMap: 'home-ca' };

const RESOLVERS = [
  { name: 'ca', ...PRIVATE_CA, tlsChallenge: true },
  { name: 'ca', ...PRIVATE_CA, email: 'ops@example.com', keyType: 'EC256', httpChallenge: {} },
  {
    name: 'dns',
    ...PRIVATE_CA,
    dnsChallenge: {
      provider: 'rfc2136',
      envSecret: 'dns-credentials',
      resolvers: ['9.9.9.9:53'],
      propagation: { delayBeforeChecks: '10s', disableANSChecks: true },
    },
  },
];

/** Placement and resources of pods. */
export const scheduling = fc.record({
  nodeSelector: fc.constantFrom({}, { 'kubernetes.io/os': 'linux' }),
  tolerations: fc.constantFrom([], [{ key: 'edge', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }]),
  resources: fc.constantFrom(
    { requests: { cpu: '20m' } },
    { requests: { memory: '64Mi' }, limits: { memory: '128Mi' } },
  ),
  priorityClassName: fc.constantFrom('system-cluster-critical', 'edge'),
});

/** A required node affinity that nodes of every generated network fit. */
const requiredNodes = fc
  .constantFrom(
    [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] }],
    [
      { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-0'] }] },
      { matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'DoesNotExist' }] },
    ],
    [{ matchExpressions: [{ key: 'generation', operator: 'Gt', values: ['2'] }] }, {}, onLinux()],
  )
  .map((nodeSelectorTerms) => ({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } }));

function onLinux() {
  return { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'Exists' }] };
}

/** The affinity of a DaemonSet. */
export const daemonSetAffinity = requiredNodes.map((nodeAffinity) => ({ nodeAffinity }));

const otherPods = {
  topologyKey: 'kubernetes.io/hostname',
  labelSelector: {
    matchLabels: { app: 'database' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['edge'] }],
  },
  namespaces: ['data'],
};

/** An affinity that leaves no pod Pending. */
export const affinity = fc
  .tuple(
    requiredNodes,
    fc.constantFrom(
      {},
      { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [prefer(otherPods)] } },
      {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [otherPods],
          preferredDuringSchedulingIgnoredDuringExecution: [
            prefer({ topologyKey: 'kubernetes.io/hostname' }),
          ],
        },
      },
    ),
  )
  .map(([nodeAffinity, pods]) => ({
    nodeAffinity: {
      ...nodeAffinity,
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference: onLinux() }],
    },
    ...pods,
  }));

function prefer(podAffinityTerm: object) {
  return { weight: 50, podAffinityTerm };
}

/** Constraints that leave no pod Pending. */
export const spread = fc.constantFrom(
  [],
  [{ topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' }],
  [
    {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 2,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { 'app.kubernetes.io/managed-by': 'k3s-netstack' } },
      nodeAffinityPolicy: 'Ignore',
      nodeTaintsPolicy: 'Honor',
      matchLabelKeys: ['pod-template-hash'],
    },
    { topologyKey: 'kubernetes.io/os', whenUnsatisfiable: 'DoNotSchedule', minDomains: 1 },
  ],
);

/** The choices, each independent of the others. */
export const traefikChoices = fc.record({
  resolver: fc.option(fc.constantFrom(...RESOLVERS)),
  persistence: fc.constantFrom({}, { storageClass: 'longhorn', size: '1Gi' }, { existingClaim: 'acme' }),
  kind: fc.constantFrom('Deployment', 'DaemonSet'),
  type: fc.constantFrom('LoadBalancer', 'LoadBalancer', 'ClusterIP', 'NodePort'),
  outside: fc.boolean(),
  settings: fc.boolean(),
  proxyProtocol: fc.boolean(),
  http3: fc.boolean(),
  mqtt: fc.boolean(),
  udp: fc.boolean(),
  internal: fc.boolean(),
  accessLog: fc.boolean(),
  metrics: fc.boolean(),
  flags: fc.subarray(['allowExternalNameServices', 'insecureSkipVerify', 'allowCrossNamespace']),
  ingressClassName: fc.constantFrom('traefik', 'edge'),
  plugins: fc.boolean(),
  secrets: fc.boolean(),
  values: fc.boolean(),
  scheduling: fc.option(scheduling),
  affinity: fc.option(affinity),
  spread: fc.option(spread),
});

type Choices = typeof traefikChoices extends fc.Arbitrary<infer T> ? T : never;

/** Options that work together, in this mode of Traefik. */
export function traefikOf(around: TraefikSurroundings, choices: Choices): GeneratedTraefik {
  const { mode, loadBalancerIPs } = around;
  if (mode === 'none') return { mode };
  const { resolver, metrics, accessLog, plugins } = choices;
  const type = loadBalancerIPs === undefined ? choices.type : 'LoadBalancer';
  return {
    mode,
    ...(loadBalancerIPs && { loadBalancerIPs }),
    kind: resolver ? 'Deployment' : choices.kind,
    ...choices.scheduling,
    ...(choices.affinity && { affinity: choices.affinity }),
    ...(choices.spread && { topologySpreadConstraints: choices.spread }),
    ...(resolver && { certificateResolvers: [resolver], persistence: choices.persistence }),
    ...entryPoints(around, choices, type),
    service: {
      type,
      annotations: { note: 'x' },
      labels: { tier: 'edge' },
      // The chart gives a node port to each Service that exposes the entryPoint.
      ...(choices.internal &&
        !(mode === 'packaged' && choices.outside) && {
          additionalServices: [{ name: 'internal', type: 'ClusterIP', entryPoints: ['websecure'] }],
        }),
    },
    accessLog,
    ...(accessLog && {
      accessLogFormat: 'json',
      accessLogFields: {
        defaultMode: 'drop',
        names: { ClientHost: 'keep' },
        headers: { names: { Via: 'keep' } },
      },
    }),
    metrics,
    ...Object.fromEntries(choices.flags.map((flag) => [flag, true])),
    ingressClassName: choices.ingressClassName,
    ...(plugins && {
      plugins: [{ name: 'bouncer', moduleName: 'github.com/a/bouncer', version: 'v1.4.2' }],
      localPlugins: [{ name: 'geo', moduleName: 'example.com/geo', configMap: 'plugin-geo' }],
    }),
    extraArguments: extraArguments(choices),
    ...(choices.secrets && { envSecrets: ['collector'] }),
    ...(mode === 'packaged' && choices.values && { values: chartValues(choices) }),
  };
}

/** Only a Service of type ClusterIP leaves the ports of the nodes to the pods. */
function entryPoints({ proxy }: TraefikSurroundings, choices: Choices, type: string) {
  const { outside, resolver, settings, proxyProtocol } = choices;
  const ports = (nodePort: number, hostPort: number) => {
    if (!outside) return {};
    return type === 'ClusterIP' ? { hostPort } : { nodePort };
  };
  const common = {
    ...(settings && SETTINGS),
    // A middleware of the entryPoint would answer the challenge of HTTP-01.
    ...(resolver && 'httpChallenge' in resolver && { middlewares: [] }),
    ...(proxyProtocol && { proxyProtocol: { trustedIPs: [proxy] } }),
  };
  return {
    web: { ...common, ...ports(30080, 80) },
    websecure: {
      ...common,
      ...ports(30443, 443),
      http3: choices.http3,
      ...(resolver && { tls: { certResolver: resolver.name } }),
    },
    entryPoints: [
      ...(choices.mqtt ? [{ name: 'mqtt', port: 1883, ...(settings && SETTINGS) }] : []),
      ...(choices.udp ? [{ name: 'syslog', port: 5514, exposedPort: 514, protocol: 'UDP' }] : []),
    ],
  };
}

function extraArguments({ accessLog, metrics, mqtt, plugins, secrets }: Choices): readonly string[] {
  return [
    '--log.format=json',
    '--entryPoints.web.transport.lifeCycle.graceTimeOut=20s',
    '--entryPoints.websecure.http2.maxConcurrentStreams=200',
    '--providers.kubernetesIngress.labelSelector=tier!=internal',
    ...(accessLog ? ['--accessLog.bufferingSize=100'] : []),
    ...(metrics ? ['--metrics.prometheus.buckets=0.1,0.5,1'] : []),
    ...(mqtt ? ['--entryPoints.mqtt.reusePort=true'] : []),
    ...(plugins ? ['--experimental.localPlugins.geo.settings.envs=HOME'] : []),
    ...(secrets ? ['--tracing.otlp.http.headers.Authorization=$(COLLECTOR_AUTHORIZATION)'] : []),
  ];
}

function chartValues({ resolver, plugins }: Choices) {
  return {
    deployment: {
      terminationGracePeriodSeconds: 90,
      podLabels: { tier: 'edge' },
      ...(!plugins && { additionalVolumes: [{ name: 'extra', emptyDir: {} }] }),
    },
    ...(!plugins && { additionalVolumeMounts: [{ name: 'extra', mountPath: '/extra' }] }),
    env: [{ name: 'TZ', value: 'Europe/Madrid' }],
    ports: { traefik: { expose: { default: false } } },
    livenessProbe: { failureThreshold: 5 },
    commonLabels: { team: 'network' },
    ...(!resolver && { podSecurityContext: { runAsGroup: 65532 } }),
  };
}
