import { k8s } from 'cdk8s-plus-27';
import { VERSIONS } from '../../src/versions';
import type { Labels } from '../labels';
import { pullSecrets } from '../pull-secrets';
import type { Resources } from '../resources';
import { resourceRequirements } from '../resources';
import type { HttpSampleProps } from './http-sample-props';

/** The props of a sample that its pods depend on. */
type PodProps = Pick<
  HttpSampleProps,
  'image' | 'imagePullSecrets' | 'resources' | 'nodeSelector' | 'tolerations' | 'priorityClassName'
>;

/** The port in the pod, an unprivileged one: the pod needs no capability. */
export const SAMPLE_PORT = 8080;

/** The default image of a sample. */
export function sampleImage(): string {
  return `docker.io/traefik/whoami:v${VERSIONS.whoami}`;
}

const RASPBERRY_PI: Resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } };

/** A pod without privileges, small enough for a Raspberry Pi. */
export function samplePod(props: PodProps, labels: Labels): k8s.PodTemplateSpec {
  return {
    metadata: { labels: { ...labels } },
    spec: {
      automountServiceAccountToken: false,
      // For a Service named whoami Kubernetes would set variables that the image reads as its own.
      enableServiceLinks: false,
      ...(props.priorityClassName !== undefined && { priorityClassName: props.priorityClassName }),
      ...(props.nodeSelector && { nodeSelector: { ...props.nodeSelector } }),
      ...(props.tolerations && { tolerations: [...props.tolerations] }),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65534,
        runAsGroup: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...pullSecrets(props.imagePullSecrets),
      containers: [container(props)],
    },
  };
}

function container({ image = sampleImage(), resources = RASPBERRY_PI }: PodProps): k8s.Container {
  const health = { httpGet: { path: '/health', port: k8s.IntOrString.fromString('http') } };
  return {
    name: 'http',
    image,
    imagePullPolicy: 'IfNotPresent',
    env: [{ name: 'WHOAMI_PORT_NUMBER', value: String(SAMPLE_PORT) }],
    ports: [{ name: 'http', containerPort: SAMPLE_PORT }],
    readinessProbe: health,
    livenessProbe: { ...health, initialDelaySeconds: 5 },
    resources: resourceRequirements(resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}
