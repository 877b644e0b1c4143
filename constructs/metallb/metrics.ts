import type { k8s } from 'cdk8s-plus-27';
import { rule } from './access';

/** The HTTPS port of MetalLB's metrics; the speaker's is a port of the node. */
export const METRICS_PORT = 9120;

/** Annotations by which Prometheus discovers the metrics of a pod. */
export function scrapeAnnotations(port: number): Record<string, string> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/scheme': 'https',
    'prometheus.io/port': String(port),
  };
}

/** Permission to authenticate and authorize the readers of metrics. Without it every reader is refused. */
export const CHECK_READERS: readonly k8s.PolicyRule[] = [
  rule('authentication.k8s.io', ['tokenreviews'], ['create']),
  rule('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
];
