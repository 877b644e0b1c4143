import { k8s } from 'cdk8s-plus-27';
import { VERSIONS } from '../../src/versions';
import { placePods } from '../affinity';
import type { LabelProps } from '../labels';
import { labels, selectorLabels } from '../labels';
import { pullSecrets } from '../pull-secrets';
import type { Resources } from '../resources';
import { resourceRequirements } from '../resources';
import { spreadPods } from '../topology-spread';
import type { SamplePods } from './http-sample-props';

/** The port in the pod, an unprivileged one: the pod needs no capability. */
export const SAMPLE_PORT = 8080;

/** The default image of a sample. */
export function sampleImage(): string {
  return `docker.io/traefik/whoami:v${VERSIONS.whoami}`;
}

const RASPBERRY_PI: Resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } };

/** The container of a sample, without what all samples have. */
type SampleContainer = Omit<k8s.Container, 'imagePullPolicy' | 'resources'>;

/** The Deployment of a sample without its metadata. */
export function sampleDeployment(
  props: SamplePods,
  identity: LabelProps,
  container: SampleContainer,
  volumes: readonly k8s.Volume[] = [],
): k8s.DeploymentSpec {
  const { replicas = 1, spread = false } = props;
  return {
    replicas,
    // A new pod has no node of its own while the old one runs.
    ...(spread && {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxSurge: k8s.IntOrString.fromNumber(0),
          maxUnavailable: k8s.IntOrString.fromNumber(1),
        },
      },
    }),
    selector: { matchLabels: { ...selectorLabels(identity) } },
    template: samplePod(props, identity, container, volumes),
  };
}

/** A pod without privileges, small enough for a Raspberry Pi. */
function samplePod(
  props: SamplePods,
  identity: LabelProps,
  container: SampleContainer,
  volumes: readonly k8s.Volume[],
): k8s.PodTemplateSpec {
  const { name, image, securityContext, volumeMounts, ...rest } = container;
  return {
    metadata: { labels: { ...labels(identity) } },
    spec: {
      automountServiceAccountToken: false,
      // For a Service named whoami Kubernetes would set variables that the image reads as its own.
      enableServiceLinks: false,
      ...(props.priorityClassName !== undefined && { priorityClassName: props.priorityClassName }),
      ...(props.nodeSelector && { nodeSelector: { ...props.nodeSelector } }),
      ...(props.tolerations && { tolerations: [...props.tolerations] }),
      ...placePods(affinityOf(props), selectorLabels(identity)),
      ...spreadPods(props.topologySpread ?? [], selectorLabels(identity)),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65534,
        runAsGroup: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...pullSecrets(props.imagePullSecrets),
      containers: [
        {
          ...{ name, image, imagePullPolicy: 'IfNotPresent' },
          ...rest,
          resources: resourceRequirements(props.resources ?? RASPBERRY_PI),
          securityContext,
          ...(volumeMounts && { volumeMounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes: [...volumes] }),
    },
  };
}

/** The affinity of the props; with `spread` also no other pod of the sample on the same node. */
function affinityOf({ affinity, spread = false }: SamplePods): k8s.Affinity | undefined {
  if (!spread) return affinity;
  const { podAntiAffinity } = affinity ?? {};
  const others = podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return {
    ...affinity,
    podAntiAffinity: {
      ...podAntiAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }, ...others],
    },
  };
}

/** The security context of a container without privileges. */
export function denyPrivileges(add: readonly string[] = []): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'], ...(add.length > 0 && { add: [...add] }) },
  };
}
