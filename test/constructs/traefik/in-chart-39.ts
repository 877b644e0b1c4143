import { EVERY_CHALLENGE_VALUES } from './every-challenge';
import { FURTHER_ARGUMENTS } from './every-setting';

const namespacePolicy = { from: 'Same' };

/** Every option in the values of chart 39. */
export const IN_CHART_39 = {
  deployment: {
    kind: 'Deployment',
    replicas: 2,
    minReadySeconds: 3,
    podAnnotations: { 'prometheus.io/scrape': 'false' },
    additionalVolumes: [
      { name: 'plugins', emptyDir: {} },
      { name: 'plugin-geo', configMap: { name: 'plugin-geo' } },
    ],
  },
  additionalVolumeMounts: [
    { name: 'plugins', mountPath: '/plugins-storage' },
    { name: 'plugin-geo', mountPath: '/plugins-local/src/example.com/geo', readOnly: true },
  ],
  additionalArguments: FURTHER_ARGUMENTS,
  hostNetwork: true,
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  ingressClass: { enabled: true, isDefaultClass: false, name: 'edge' },
  providers: {
    kubernetesIngress: {
      enabled: true,
      allowExternalNameServices: true,
      ingressClass: 'edge',
      publishedService: { enabled: false },
    },
    kubernetesCRD: { enabled: true, allowExternalNameServices: true, allowCrossNamespace: true },
    kubernetesGateway: { enabled: true, experimentalChannel: true },
  },
  gateway: {
    listeners: {
      web: { namespacePolicy },
      websecure: {
        port: 8443,
        protocol: 'HTTPS',
        namespacePolicy,
        certificateRefs: [{ group: '', kind: 'Secret', name: 'edge-tls' }],
      },
    },
  },
  ports: {
    web: {
      transport: { lifeCycle: { graceTimeOut: 30 } },
      asDefault: true,
      exposedPort: 8080,
      forwardedHeaders: { trustedIPs: ['10.0.0.2'] },
      proxyProtocol: { trustedIPs: ['10.0.0.3'] },
      http: { redirections: { entryPoint: { to: 'websecure', scheme: 'https', permanent: true } } },
    },
    websecure: {
      asDefault: true,
      exposedPort: 4443,
      expose: { internal: true },
      nodePort: 30443,
      hostPort: 443,
      forwardedHeaders: { trustedIPs: ['10.0.0.2'] },
      http3: { enabled: true, advertisedPort: 4443 },
      targetPort: 8443,
      http: {
        tls: {
          certResolver: 'letsencrypt',
          domains: [{ main: 'example.com', sans: ['*.example.com'] }],
        },
      },
    },
    postgres: {
      port: 5432,
      expose: { default: true },
      exposedPort: 5432,
      protocol: 'TCP',
      proxyProtocol: { trustedIPs: ['10.0.0.3'] },
    },
    dns: { port: 5353, expose: { default: true }, exposedPort: 53, protocol: 'UDP' },
  },
  service: {
    single: false,
    type: 'NodePort',
    additionalServices: {
      internal: {
        annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.101' },
        spec: { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] },
        type: 'LoadBalancer',
      },
    },
    annotations: {
      'metallb.io/loadBalancerIPs': '10.0.0.100',
      'metallb.io/address-pool': 'lan',
      'metallb.io/allow-shared-ip': 'edge',
      note: 'x',
    },
    labels: { 'svccontroller.k3s.cattle.io/lbpool': 'edge', tier: 'edge' },
    spec: {
      loadBalancerClass: 'metallb.example/lan',
      externalTrafficPolicy: 'Local',
      ipFamilyPolicy: 'SingleStack',
      ipFamilies: ['IPv4'],
    },
  },
  certificatesResolvers: { letsencrypt: { acme: EVERY_CHALLENGE_VALUES } },
  env: [{ name: 'TZ', value: 'Europe/Madrid' }],
  livenessProbe: null,
  envFrom: [{ secretRef: { name: 'dns-credentials' } }, { secretRef: { name: 'collector' } }],
  volumes: [{ name: 'acme-root', mountPath: '/etc/acme-ca/acme-root', type: 'configMap' }],
  updateStrategy: { type: 'Recreate', rollingUpdate: null },
  persistence: { enabled: true, path: '/data', existingClaim: 'acme' },
  podSecurityContext: { fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch' },
  logs: { general: { level: 'DEBUG' }, access: { enabled: true } },
  metrics: { prometheus: null },
  api: { dashboard: false },
  nodeSelector: { edge: 'true' },
  tolerations: [
    { key: 'CriticalAddonsOnly', operator: 'Exists' },
    { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
    { key: 'edge', operator: 'Exists' },
  ],
  priorityClassName: 'edge',
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: 'rack',
          labelSelector: {
            matchLabels: {
              'app.kubernetes.io/name': 'traefik',
              'app.kubernetes.io/instance': 'traefik-kube-system',
            },
          },
        },
      ],
    },
  },
  topologySpreadConstraints: [
    {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: {
        matchLabels: {
          'app.kubernetes.io/name': 'traefik',
          'app.kubernetes.io/instance': 'traefik-kube-system',
        },
      },
    },
  ],
  resources: { requests: { cpu: '50m' }, limits: { memory: '128Mi' } },
};
