import { k8s } from 'cdk8s-plus-27';

/** The port of the health endpoints of controller and speaker. */
const HEALTH_PORT = 17472;

/** The liveness and readiness probes of controller and speaker. */
export type HealthProbes = Pick<k8s.Container, 'livenessProbe' | 'readinessProbe'>;

/** @param host the address that the process listens on; the pod's address if undefined */
export function healthProbes(host?: string): HealthProbes {
  const probe = (path: string): k8s.Probe => ({
    httpGet: { path, port: k8s.IntOrString.fromNumber(HEALTH_PORT), ...(host && { host }) },
    initialDelaySeconds: 10,
  });
  return { livenessProbe: probe('/healthz'), readinessProbe: probe('/readyz') };
}
