import { k8s } from 'cdk8s-plus-27';
import type { CoreDnsProps } from './core-dns-props';
import { CORE_DNS, coreDnsImage, coreDnsLabels, coreDnsSelector } from './identity';
import { CONFIG_FOLDER } from './standalone-corefile';

const CONTROL_PLANE_TOO: readonly k8s.Toleration[] = [
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
];

/** The pods: spread over nodes and zones, on the node's own resolv.conf so that they do not ask themselves. */
export function coreDnsPod(props: CoreDnsProps): k8s.PodTemplateSpec {
  const { priorityClassName = 'system-cluster-critical', tolerations = CONTROL_PLANE_TOO } = props;
  return {
    metadata: { labels: { ...coreDnsLabels() } },
    spec: {
      serviceAccountName: CORE_DNS,
      priorityClassName,
      tolerations: [...tolerations],
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      topologySpreadConstraints: [
        spread('kubernetes.io/hostname', 'DoNotSchedule'),
        spread('topology.kubernetes.io/zone', 'ScheduleAnyway'),
      ],
      dnsPolicy: 'Default',
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container(props)],
      volumes: [{ name: 'config', configMap: { name: CORE_DNS } }],
    },
  };
}

function spread(topologyKey: string, whenUnsatisfiable: string): k8s.TopologySpreadConstraint {
  return {
    topologyKey,
    whenUnsatisfiable,
    maxSkew: 1,
    labelSelector: { matchLabels: { ...coreDnsSelector() } },
  };
}

function container({ image = coreDnsImage(), resources = defaultResources() }: CoreDnsProps): k8s.Container {
  return {
    name: 'coredns',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: ['-conf', `${CONFIG_FOLDER}/Corefile`],
    resources,
    ports: [
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
    ],
    livenessProbe: { ...httpGet('/health', 8080), initialDelaySeconds: 60 },
    readinessProbe: { ...httpGet('/ready', 8181), periodSeconds: 2 },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    },
    volumeMounts: [{ name: 'config', mountPath: CONFIG_FOLDER, readOnly: true }],
  };
}

function httpGet(path: string, port: number): k8s.Probe {
  return { httpGet: { path, port: k8s.IntOrString.fromNumber(port) } };
}

function defaultResources(): k8s.ResourceRequirements {
  return {
    requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('70Mi') },
    limits: { memory: k8s.Quantity.fromString('170Mi') },
  };
}
