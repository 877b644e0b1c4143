import { stringify } from 'yaml';
import type { NetworkPlan } from '../plan';

const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/**
 * The Plans by which Rancher's system-upgrade-controller upgrades the cluster to the version of the profile: servers
 * first, one node at a time, agents when all servers are done.
 *
 * @see https://docs.k3s.io/upgrades/automated
 */
export function renderUpgradePlans({ k3sVersion, agents }: NetworkPlan): string {
  const version = k3sVersion.toString();
  const plans = [
    renderPlan('k3s-server', version, 'Exists', {}),
    ...(agents.length === 0
      ? []
      : [
          renderPlan('k3s-agent', version, 'DoesNotExist', {
            prepare: { image: 'rancher/k3s-upgrade', args: ['prepare', 'k3s-server'] },
          }),
        ]),
  ];
  return plans.map((plan) => stringify(plan)).join('---\n');
}

function renderPlan(name: string, version: string, operator: string, extra: object): object {
  return {
    apiVersion: 'upgrade.cattle.io/v1',
    kind: 'Plan',
    metadata: { name, namespace: 'system-upgrade' },
    spec: {
      concurrency: 1,
      version,
      nodeSelector: { matchExpressions: [{ key: CONTROL_PLANE, operator }] },
      serviceAccountName: 'system-upgrade',
      tolerations: [{ key: CONTROL_PLANE, operator: 'Exists', effect: 'NoSchedule' }],
      ...extra,
      drain: { force: true, skipWaitForDeleteTimeout: 60, ignoreDaemonSets: true, deleteEmptydirData: true },
      upgrade: { image: 'rancher/k3s-upgrade' },
    },
  };
}
