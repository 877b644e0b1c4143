import type { TraefikProps } from '../../../constructs/traefik';
import { EVERY_CHALLENGE } from './every-challenge';
import { EVERY_SETTING, EXTRAS, INTERNAL, LOGS_AND_PLUGINS } from './every-setting';

/** A standalone Traefik with every option. */
export const EVERY_OPTION: Required<TraefikProps> = {
  namespace: 'edge',
  image: 'registry.example/traefik:v3',
  imagePullSecrets: ['registry'],
  crossProviderNamespaces: ['edge', 'ops'],
  kind: 'Deployment',
  replicas: 3,
  service: {
    loadBalancerIPs: ['10.0.0.100'],
    ipAddressPool: 'lan',
    allowSharedIp: 'edge',
    loadBalancerClass: 'metallb.example/lan',
    lbpool: 'edge',
    externalTrafficPolicy: 'Local',
    annotations: { note: 'x' },
    labels: { tier: 'edge' },
    type: 'LoadBalancer',
  },
  web: { httpsRedirect: true, forwardedHeaders: { trustedIPs: ['10.0.0.2'] } },
  websecure: {
    ...EVERY_SETTING,
    http3: true,
    tls: { certResolver: 'letsencrypt', domains: [{ main: 'example.com', sans: ['*.example.com'] }] },
  },
  certificateResolvers: [EVERY_CHALLENGE],
  persistence: { storageClass: 'longhorn', size: '1Gi', existingClaim: 'acme' },
  entryPoints: [{ name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' }],
  providers: { kubernetesGateway: { enabled: true } },
  ...LOGS_AND_PLUGINS,
  ...{
    insecureSkipVerify: true,
    additionalServices: [INTERNAL],
    hostNetwork: true,
    ingressClassName: 'edge',
    ...EXTRAS,
  },
  networkPolicy: true,
  metrics: false,
  logLevel: 'WARN',
  dashboard: true,
  resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi' } },
  nodeSelector: { edge: 'true' },
  tolerations: [{ key: 'edge', operator: 'Exists' }],
  priorityClassName: 'edge',
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'rack' }],
    },
  },
  topologySpread: [{ topologyKey: 'zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }],
};
