import { k8s } from 'cdk8s-plus-27';
import { VERSIONS } from '../../versions';
import type { Labels } from '../labels';

/** Port in the pod: an unprivileged one, so that the pod needs no capability. */
export const SAMPLE_PORT = 8080;

/** What every sample runs unless told otherwise. */
export function sampleImage(): string {
  return `docker.io/traefik/whoami:v${VERSIONS.whoami}`;
}

/** A pod that may do nothing but answer, small enough for a Raspberry Pi. */
export function samplePod(image: string, labels: Labels): k8s.PodTemplateSpec {
  return {
    metadata: { labels: { ...labels } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65534,
        runAsGroup: 65534,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [container(image)],
    },
  };
}

function container(image: string): k8s.Container {
  const health = { httpGet: { path: '/health', port: k8s.IntOrString.fromString('http') } };
  return {
    name: 'http',
    image,
    imagePullPolicy: 'IfNotPresent',
    env: [{ name: 'WHOAMI_PORT_NUMBER', value: String(SAMPLE_PORT) }],
    ports: [{ name: 'http', containerPort: SAMPLE_PORT }],
    readinessProbe: health,
    livenessProbe: { ...health, initialDelaySeconds: 5 },
    resources: {
      requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
      limits: { memory: k8s.Quantity.fromString('64Mi') },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}
