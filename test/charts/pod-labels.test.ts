import { expect, test } from 'vitest';
import { listComponentPods } from '../../src/plan';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import { MINIMAL, planOf } from '../plan-of';

const PLAN = planOf(`${MINIMAL}
coredns: { mode: standalone, replicas: 2 }
traefik: { mode: standalone, replicas: 2 }
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.110], advertise: l2 }] }
samples:
  - { name: web, replicas: 3 }
  - { name: spread, replicas: 2, spread: true }
  - { name: dns, protocol: UDP }
`);

interface Workload {
  readonly kind: string;
  readonly spec: {
    readonly replicas?: number;
    readonly strategy?: { readonly type?: string; readonly rollingUpdate?: RollingUpdate };
    readonly selector: { readonly matchLabels: Labels };
    readonly template: { readonly metadata: { readonly labels: Labels } };
  };
}
type Labels = Readonly<Record<string, string>>;
type RollingUpdate = Readonly<Record<'maxSurge' | 'maxUnavailable', number | undefined>>;

const WORKLOADS = renderCluster(PLAN, new ChartCache())
  .manifests.flatMap(({ objects }) => objects as readonly unknown[] as readonly Workload[])
  .filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet');

/** The version is in no rule's comparison. */
const VERSION = 'app.kubernetes.io/version';

const PODS = listComponentPods(PLAN).map((pods) => [pods.title, pods] as const);

test('there is one workload for each component', () => {
  expect(WORKLOADS).toHaveLength(PODS.length);
});

test.each(PODS)('%s: the plan has the labels, the replicas and the update of the manifest', (_, pods) => {
  const instance = pods.labels.get('app.kubernetes.io/instance');
  const component = pods.labels.get('app.kubernetes.io/component');
  const workload = WORKLOADS.find(({ spec }) => {
    const labels = spec.selector.matchLabels;
    return (
      labels['app.kubernetes.io/instance'] === instance && labels['app.kubernetes.io/component'] === component
    );
  });
  const labels = Object.entries(workload?.spec.template.metadata.labels ?? {});
  expect(Object.fromEntries(pods.labels)).toEqual(
    Object.fromEntries(labels.filter(([key]) => key !== VERSION)),
  );
  expect(pods.replicas).toBe(workload?.kind === 'DaemonSet' ? undefined : (workload?.spec.replicas ?? 1));
  if (workload?.kind === 'Deployment') expect(pods.surges).toBe(startsNewFirst(workload));
});

/** By default a Deployment surges by a quarter and stops a quarter, rounded down. */
function startsNewFirst({ spec: { replicas = 1, strategy } }: Workload): boolean {
  if (strategy?.type === 'Recreate') return false;
  const { maxSurge = 1, maxUnavailable = Math.floor(replicas / 4) } = strategy?.rollingUpdate ?? {};
  return maxSurge > 0 && maxUnavailable === 0;
}
