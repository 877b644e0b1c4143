import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const traefikMetricsOff: NetworkRule = {
  id: 'traefik-metrics-off',
  severity: 'warning',
  title: 'Monitoring is on, but Traefik has no metrics',
  why: 'Without metrics there is no PodMonitor for Traefik, and no alert for its pods and certificates.',
  fix: 'Remove "metrics: false" from traefik.',
  check({ monitoring, traefik }, report, source) {
    if (monitoring === undefined || traefik.mode === 'none' || traefik.metrics) return;
    const path = pathOf(traefik, 'metrics');
    report({ path, message: `${source.quote(path)} turns off the metrics that monitoring reads.` });
  },
};
