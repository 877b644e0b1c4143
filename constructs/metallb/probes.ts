import { k8s } from 'cdk8s-plus-27';

/** Port of the health checks of controller and speaker. */
const HEALTH_PORT = 17472;

/** How the kubelet asks a program of MetalLB whether it lives and is ready. */
export type HealthProbes = Pick<k8s.Container, 'livenessProbe' | 'readinessProbe'>;

/** @param host - Where the program listens for it; the pod's address if undefined. */
export function healthProbes(host?: string): HealthProbes {
  const probe = (path: string): k8s.Probe => ({
    httpGet: { path, port: k8s.IntOrString.fromNumber(HEALTH_PORT), ...(host && { host }) },
    initialDelaySeconds: 10,
  });
  return { livenessProbe: probe('/healthz'), readinessProbe: probe('/readyz') };
}
