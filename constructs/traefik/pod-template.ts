import { k8s } from 'cdk8s-plus-27';
import { placePods } from '../affinity';
import { pullSecrets } from '../pull-secrets';
import type { Resources } from '../resources';
import { resourceRequirements } from '../resources';
import { caVolumes, DATA_FOLDER, environmentSecrets, hasData } from './certificates';
import { pluginVolumes } from './further-arguments';
import { listeningPorts, PORTS } from './entry-points';
import { TRAEFIK, installLabels, traefikSelector } from './identity';
import type { TopologySpread } from '../topology-spread';
import { spreadPods } from '../topology-spread';
import type { TraefikOptions } from './traefik-options';

/** The settings of a pod, apart from Traefik's arguments. */
export interface PodTemplateProps {
  readonly options: TraefikOptions;
  readonly image: string;
  readonly args: readonly string[];
  readonly imagePullSecrets?: readonly string[];
}

/** Settings that conform to the Pod Security level `restricted`. */
const POD_SECURITY: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: 65532,
  runAsGroup: 65532,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Only the folder changes its group: Traefik rejects a file with certificates that its group may read. */
const WRITABLE_VOLUME: k8s.PodSecurityContext = {
  ...POD_SECURITY,
  fsGroup: 65532,
  fsGroupChangePolicy: 'OnRootMismatch',
};
const CONTAINER_SECURITY: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** The taints that the packaged Traefik tolerates: those of servers that run only critical components. */
const K3S_TOLERATIONS: readonly k8s.Toleration[] = [
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
];

/** Measured: 21Mi with 1,000 routes, and 60Ki for each open connection with TLS. */
const RESOURCES: Resources = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '512Mi' } };

/** The template of Traefik's pods. */
export function podTemplate(props: PodTemplateProps): k8s.PodTemplateSpec {
  const { options } = props;
  return {
    metadata: { labels: installLabels(), annotations: scrapeAnnotations(options.metrics ?? true) },
    spec: {
      serviceAccountName: TRAEFIK,
      automountServiceAccountToken: true,
      ...(options.hostNetwork === true && { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
      // Kubernetes would set variables such as TRAEFIK_PORT for the Service, and Traefik would read them as settings.
      enableServiceLinks: false,
      priorityClassName: options.priorityClassName ?? 'system-cluster-critical',
      terminationGracePeriodSeconds: 60,
      securityContext: options.persistence === undefined ? POD_SECURITY : WRITABLE_VOLUME,
      nodeSelector: { 'kubernetes.io/os': 'linux', ...options.nodeSelector },
      tolerations: allTolerations(options),
      ...placePods(options.affinity, traefikSelector()),
      ...spreadPods(podSpread(options), traefikSelector()),
      ...pullSecrets(props.imagePullSecrets),
      containers: [container(props)],
      volumes: volumes(options),
    },
  };
}

/** k3s's own tolerations and those of the options. */
export function allTolerations({ tolerations = [] }: TraefikOptions): k8s.Toleration[] {
  return [...K3S_TOLERATIONS, ...tolerations];
}

/** The spread of the options; by default the pods are spread over the nodes. */
function podSpread(options: TraefikOptions): readonly TopologySpread[] {
  const several = options.kind !== 'DaemonSet' && (options.replicas ?? 1) > 1;
  return options.topologySpread ?? (several ? [{ topologyKey: 'kubernetes.io/hostname' }] : []);
}

function container({ options, image, args }: PodTemplateProps): k8s.Container {
  const probe = {
    httpGet: { path: '/ping', port: k8s.IntOrString.fromNumber(PORTS.traefik), scheme: 'HTTP' },
  };
  const pace = { initialDelaySeconds: 2, periodSeconds: 10, timeoutSeconds: 2, successThreshold: 1 };
  const environment = environmentSecrets(options).map((name) => ({ secretRef: { name } }));
  return {
    name: TRAEFIK,
    image,
    imagePullPolicy: 'IfNotPresent',
    args: [...args],
    ...(environment.length > 0 && { envFrom: environment }),
    ports: containerPorts(options),
    resources: resourceRequirements(options.resources ?? RESOURCES),
    securityContext: CONTAINER_SECURITY,
    readinessProbe: { ...probe, ...pace, failureThreshold: 1 },
    livenessProbe: { ...probe, ...pace, failureThreshold: 3 },
    // Traefik buffers large request bodies in it.
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...dataMounts(options)],
  };
}

function volumes(options: TraefikOptions): k8s.Volume[] {
  const { persistence } = options;
  const claimName = persistence === undefined ? undefined : (persistence.existingClaim ?? TRAEFIK);
  const data = claimName === undefined ? { emptyDir: {} } : { persistentVolumeClaim: { claimName } };
  return [
    { name: 'tmp', emptyDir: {} },
    ...(hasData(options) ? [{ name: 'data', ...data }] : []),
    ...caVolumes(options).map(({ name, configMap }) => ({ name, configMap: { name: configMap } })),
    ...pluginVolumes(options).map(({ name, source }) => ({ name, ...source })),
  ];
}

function dataMounts(options: TraefikOptions): k8s.VolumeMount[] {
  return [
    ...(hasData(options) ? [{ name: 'data', mountPath: DATA_FOLDER }] : []),
    ...caVolumes(options).map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
    ...pluginVolumes(options).map(({ name, mountPath, readOnly }) => ({
      ...{ name, mountPath },
      ...(readOnly && { readOnly }),
    })),
  ];
}

/** Each number once, TCP first: kubectl and Helm identify the ports of a container by their number only. */
function containerPorts(options: TraefikOptions): k8s.ContainerPort[] {
  const ports = listeningPorts(options);
  const tcp = new Set(ports.filter(({ protocol }) => protocol === 'TCP').map(({ port }) => port));
  return ports
    .filter(({ protocol, port }) => protocol === 'TCP' || !tcp.has(port))
    .map(({ name, port, protocol, hostPort }) => ({
      ...{ name, containerPort: port, protocol },
      ...(hostPort !== undefined && { hostPort }),
    }));
}

function scrapeAnnotations(metrics: boolean): Record<string, string> | undefined {
  if (!metrics) return undefined;
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/path': '/metrics',
    'prometheus.io/port': String(PORTS.metrics),
  };
}
