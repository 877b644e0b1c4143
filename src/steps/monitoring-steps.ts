import { run } from './actions';
import type { Step } from './step';

/** Applies the objects for Prometheus, where a cluster has them. @param files by path below the cluster's folder */
export function applyMonitoring(files: ReadonlyMap<string, string>): readonly Step[] {
  const paths = [...files.keys()].filter((path) => path.startsWith('monitoring/'));
  if (paths.length === 0) return [];
  return [
    {
      id: 'apply-monitoring',
      title: 'Apply the monitors and alerts.',
      condition: 'prometheus-operator-present',
      actions: paths.map((path) => run('kubectl', 'apply', '-f', { clusterFile: path })),
    },
  ];
}
