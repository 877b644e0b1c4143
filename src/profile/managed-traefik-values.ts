/** Values of Traefik's chart that keys of the profile decide, each with the key; `*` is a name. */
const MANAGED: Readonly<Record<string, string>> = {
  'accessLog.enabled': 'traefik.accessLog',
  'accessLog.fields': 'traefik.accessLogFields',
  'accessLog.format': 'traefik.accessLogFormat',
  additionalArguments: 'traefik.extraArguments',
  affinity: 'traefik.affinity',
  'api.dashboard': 'traefik.dashboard',
  'api.insecure': 'traefik.dashboard',
  'certificatesResolvers.*.acme': 'traefik.certificateResolvers',
  'deployment.kind': 'traefik.kind',
  'deployment.podAnnotations.prometheus.io/scrape': 'traefik.metrics',
  'deployment.replicas': 'traefik.replicas',
  envFrom: 'traefik.envSecrets',
  'experimental.localPlugins': 'traefik.localPlugins',
  'experimental.plugins': 'traefik.plugins',
  'gateway.listeners.websecure': 'traefik.defaultCertificate',
  'gateway.listeners.web.namespacePolicy': 'traefik.providers.kubernetesGateway',
  hostNetwork: 'traefik.hostNetwork',
  'ingressClass.enabled': 'traefik.providers.kubernetesIngress',
  'ingressClass.isDefaultClass': 'traefik.defaultIngressClass',
  'ingressClass.name': 'traefik.ingressClassName',
  'log.level': 'traefik.logLevel',
  'logs.access.enabled': 'traefik.accessLog',
  'logs.access.fields': 'traefik.accessLogFields',
  'logs.access.format': 'traefik.accessLogFormat',
  'logs.general.level': 'traefik.logLevel',
  'metrics.prometheus.entryPoint': 'traefik.metrics',
  nodeSelector: 'traefik.nodeSelector',
  persistence: 'traefik.persistence',
  'ports.*.asDefault': 'traefik.entryPoints',
  'ports.*.expose': 'traefik.service.additionalServices',
  'ports.*.exposedPort': 'traefik.entryPoints',
  'ports.*.forwardedHeaders': 'traefik.trustedIPs',
  'ports.*.hostPort': 'traefik.{entryPoint}.hostPort',
  'ports.*.http.maxHeaderBytes': 'traefik.{entryPoint}.maxHeaderBytes',
  'ports.*.http.middlewares': 'traefik.{entryPoint}.middlewares',
  'ports.*.middlewares': 'traefik.{entryPoint}.middlewares',
  'ports.*.nodePort': 'traefik.{entryPoint}.nodePort',
  'ports.*.port': 'traefik.entryPoints',
  'ports.*.protocol': 'traefik.entryPoints',
  'ports.*.proxyProtocol': 'traefik.{entryPoint}.proxyProtocol',
  'ports.*.transport.keepAliveMaxTime': 'traefik.{entryPoint}.keepAliveMaxTime',
  'ports.*.transport.respondingTimeouts': 'traefik.{entryPoint}.respondingTimeouts',
  'ports.web.http.redirections': 'traefik.httpsRedirect',
  'ports.web.redirections': 'traefik.httpsRedirect',
  'ports.web.redirectTo': 'traefik.httpsRedirect',
  'ports.websecure.http.tls.certResolver': 'traefik.websecure.tls.certResolver',
  'ports.websecure.http.tls.domains': 'traefik.websecure.tls.domains',
  'ports.websecure.http3': 'traefik.websecure.http3',
  'ports.websecure.targetPort': 'traefik.websecure.http3',
  'ports.websecure.tls.certResolver': 'traefik.websecure.tls.certResolver',
  'ports.websecure.tls.domains': 'traefik.websecure.tls.domains',
  priorityClassName: 'traefik.priorityClassName',
  'providers.kubernetesCRD.allowCrossNamespace': 'traefik.allowCrossNamespace',
  'providers.kubernetesCRD.allowExternalNameServices': 'traefik.allowExternalNameServices',
  'providers.kubernetesCRD.enabled': 'traefik.providers.kubernetesCRD',
  'providers.kubernetesGateway.enabled': 'traefik.providers.kubernetesGateway',
  'providers.kubernetesGateway.experimentalChannel': 'traefik.providers.kubernetesGateway',
  'providers.kubernetesIngress.allowExternalNameServices': 'traefik.allowExternalNameServices',
  'providers.kubernetesIngress.enabled': 'traefik.providers.kubernetesIngress',
  'providers.kubernetesIngress.ingressClass': 'traefik.ingressClassName',
  'providers.kubernetesIngress.publishedService': 'traefik.service',
  resources: 'traefik.resources',
  'service.additionalServices': 'traefik.service.additionalServices',
  'service.annotations': 'traefik.service.annotations',
  'service.labels': 'traefik.service.labels',
  'service.single': 'traefik.service',
  'service.spec': 'traefik.service',
  'service.type': 'traefik.service.type',
  tolerations: 'traefik.tolerations',
  topologySpreadConstraints: 'traefik.topologySpreadConstraints',
};

const PATTERNS = Object.entries(MANAGED).map(([name, key]) => ({ pattern: splitPattern(name), key }));

/** Values that keys of the profile decide only where they are set, each with the key. */
const CONDITIONAL = {
  certificateResolvers: ['volumes', 'updateStrategy.type', 'updateStrategy.rollingUpdate'],
  hostNetwork: ['updateStrategy.type', 'updateStrategy.rollingUpdate'],
  persistence: ['podSecurityContext.fsGroup', 'podSecurityContext.fsGroupChangePolicy'],
  plugins: ['deployment.additionalVolumes', 'additionalVolumeMounts'],
  localPlugins: ['deployment.additionalVolumes', 'additionalVolumeMounts'],
  replicas: ['podDisruptionBudget.enabled', 'podDisruptionBudget.maxUnavailable'],
};

/** A key of the profile that decides some values only where it is set. */
export type ConditionalKey = keyof typeof CONDITIONAL;

/** The keys of the profile that decide a value only where they are set. */
export function listConditionalKeys(path: readonly string[]): readonly ConditionalKey[] {
  const keys = Object.keys(CONDITIONAL) as readonly ConditionalKey[];
  return keys.filter((key) => CONDITIONAL[key].some((name) => overlaps(name.split('.'), path)));
}

/**
 * The key of the profile that decides a value, a part of it or a map that it is in; undefined where none does.
 *
 * @param path of a value that is not a map
 */
export function findManagedValue(path: readonly string[]): string | undefined {
  if (path[0] === 'ports' && OWN_PORTS.includes(path[1] ?? '')) return undefined;
  const found = PATTERNS.find(({ pattern }) => overlaps(pattern, path));
  return found?.key.replace('{entryPoint}', nameEntryPoint(path[1] ?? ''));
}

/** Ports of the chart for probes and Prometheus: no key of the profile decides them. */
const OWN_PORTS = ['traefik', 'metrics'];

/** Keys of Kubernetes have dots: only the annotation here has one. */
function splitPattern(name: string): readonly string[] {
  const [path = '', annotation] = name.split('.prometheus.io');
  return [...path.split('.'), ...(annotation === undefined ? [] : [`prometheus.io${annotation}`])];
}

/** Whether one path is the other, or leads to it. */
function overlaps(pattern: readonly string[], path: readonly string[]): boolean {
  const length = Math.min(pattern.length, path.length);
  return pattern.slice(0, length).every((one, index) => one === '*' || one === path[index]);
}

/** Where the profile has the settings of an entryPoint. */
function nameEntryPoint(name: string): string {
  return name === 'web' || name === 'websecure' ? name : 'entryPoints[]';
}
