import type { k8s } from 'cdk8s-plus-27';
import { rule } from './access';

/** Port of MetalLB's own metrics, on every node for the speaker. HTTPS, for whoever may `get` `/metrics`. */
export const METRICS_PORT = 9120;

/** What tells a Prometheus that finds pods by annotation where the metrics are. */
export function scrapeAnnotations(port: number): Record<string, string> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/scheme': 'https',
    'prometheus.io/port': String(port),
  };
}

/** Asking the API server who a reader of the metrics is and whether it may: without it nobody gets an answer. */
export const CHECK_READERS: readonly k8s.PolicyRule[] = [
  rule('authentication.k8s.io', ['tokenreviews'], ['create']),
  rule('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
];
