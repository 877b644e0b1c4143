import { k8s } from 'cdk8s-plus-27';
import { placePods } from '../affinity';
import { pullSecrets } from '../pull-secrets';
import type { Resources } from '../resources';
import { resourceRequirements } from '../resources';
import type { TopologySpread } from '../topology-spread';
import { spreadPods } from '../topology-spread';
import type { CoreDnsProps } from './core-dns-props';
import { CORE_DNS, coreDnsImage, coreDnsLabels, coreDnsSelector } from './identity';
import { CONFIG_FOLDER } from './standalone-corefile';

/** The taints that the pods always tolerate in a profile. */
export const CORE_DNS_TOLERATIONS: readonly k8s.Toleration[] = [
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
];

/** Two on one node fail together: the second waits for another node. */
const NODES_AND_ZONES: readonly TopologySpread[] = [
  { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
  { topologyKey: 'topology.kubernetes.io/zone' },
];

const RESOURCES: Resources = { requests: { cpu: '100m', memory: '70Mi' }, limits: { memory: '170Mi' } };

/** The user of the image. Needs no privilege: container runtimes let every user listen on ports below 1024. */
const USER = 65532;

/** The pods: spread over nodes and zones, on the node's own resolv.conf so that they do not ask themselves. */
export function coreDnsPod(props: CoreDnsProps): k8s.PodTemplateSpec {
  const { priorityClassName = 'system-cluster-critical', tolerations = CORE_DNS_TOLERATIONS } = props;
  return {
    metadata: { labels: { ...coreDnsLabels() } },
    spec: {
      serviceAccountName: CORE_DNS,
      automountServiceAccountToken: true,
      // Nothing in it asks by the variables that Kubernetes would set for every Service.
      enableServiceLinks: false,
      priorityClassName,
      tolerations: [...tolerations],
      nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
      ...placePods(props.affinity, coreDnsSelector()),
      ...spreadPods(props.topologySpread ?? NODES_AND_ZONES, coreDnsSelector()),
      dnsPolicy: 'Default',
      securityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...pullSecrets(props.imagePullSecrets),
      containers: [container(props)],
      volumes: [{ name: 'config', configMap: { name: CORE_DNS } }],
    },
  };
}

function container({ image = coreDnsImage(), resources = RESOURCES }: CoreDnsProps): k8s.Container {
  return {
    name: 'coredns',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: ['-conf', `${CONFIG_FOLDER}/Corefile`],
    resources: resourceRequirements(resources),
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
