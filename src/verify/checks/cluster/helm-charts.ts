import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails } from '../../finding';
import type { ClusterReader } from '../../place';
import type { HelmChart } from '../../objects/helm-charts';
import { isLetGo, readHelmCharts } from '../../objects/helm-charts';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, titleOf } from '../../objects/live-objects';

/** As much of a Job as is looked at. */
interface Job {
  readonly metadata: ObjectMeta;
  readonly status?: { readonly succeeded?: number; readonly failed?: number };
}

interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
}

interface Pod {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly containerStatuses?: readonly {
      readonly state?: ContainerState;
      readonly lastState?: ContainerState;
    }[];
  };
}

/** Charts that make up k3s's own Traefik. */
const TRAEFIK_CHARTS = ['traefik-crd', 'traefik'];

/** What k3s installs by Helm. */
export const helmCharts: ClusterCheck = {
  id: 'helm-charts',
  scope: 'cluster',
  title: "k3s has installed its HelmCharts, and every HelmChartConfig is some chart's",
  why: 'A Job installs each of them, and tries again for ever: until it succeeds Traefik is not there, or runs with the settings of before.',
  async *look({ plan, cluster }: Verification) {
    const charts = await readHelmCharts(cluster);
    yield* missing(plan, charts);
    for (const chart of charts.filter((one) => !isLetGo(one))) yield await installed(chart, cluster);
    const configs =
      (await readList<{ readonly metadata: ObjectMeta }>(cluster, 'helm.cattle.io/v1', 'HelmChartConfig')) ??
      [];
    for (const { metadata } of configs)
      if (!charts.some((chart) => isNamed(chart, metadata.name, metadata.namespace))) yield unread(metadata);
  },
};

function* missing({ traefik }: NetworkPlan, charts: readonly HelmChart[]): Iterable<Observation> {
  if (traefik.mode !== 'packaged') return;
  for (const name of TRAEFIK_CHARTS) {
    const metadata = { name, namespace: 'kube-system' };
    if (charts.some((chart) => isNamed(chart, name, metadata.namespace))) continue;
    yield fails({
      looked: titleOf('HelmChart', metadata),
      found: 'no such object',
      planned: "k3s's own Traefik",
      next: 'see that no server disables traefik or the helm controller, by its config files or its command line, then restart k3s there',
    });
  }
}

async function installed(chart: HelmChart, cluster: ClusterReader): Promise<Observation> {
  const { metadata, status } = chart;
  const name = status?.jobName ?? `helm-install-${metadata.name}`;
  const jobs = (await readList<Job>(cluster, 'batch/v1', 'Job')) ?? [];
  const job = jobs.find((one) => isNamed(one, name, metadata.namespace));
  const refusal = status?.conditions?.find(({ type, status: is }) => type === 'Failed' && is === 'True');
  // A Job that has succeeded may have been cleared away.
  const succeeded = job === undefined || (job.status?.succeeded ?? 0) > 0;
  const found = [
    ...(refusal === undefined ? [] : [refusal.message || refusal.reason || 'failed']),
    ...(succeeded ? [] : [`Job ${name} ${await progressOf(job, cluster)}`]),
  ];
  return compared(found.length === 0, {
    looked: titleOf('HelmChart', metadata),
    found: found.join('; ') || 'installed',
    planned: 'installed',
    next: `kubectl -n ${metadata.namespace} logs job/${name} --tail=30, or describe pods -l job-name=${name} where none has started; after a repair of its values it is tried again by itself, at once after kubectl -n ${metadata.namespace} delete job ${name}`,
  });
}

/** `has failed 3 times (ImagePullBackOff)` */
async function progressOf({ metadata, status }: Job, cluster: ClusterReader): Promise<string> {
  const pods = (await readList<Pod>(cluster, 'v1', 'Pod')) ?? [];
  const own = pods.filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace && pod.metadata.labels?.['job-name'] === metadata.name,
  );
  const states = own.flatMap(({ status: at }) => at?.containerStatuses ?? []);
  const reasons = states.flatMap(({ state, lastState }) => reasonOf(state) ?? reasonOf(lastState) ?? []);
  const times = status?.failed ?? 0;
  const so = times === 0 ? 'has not ended' : `has failed ${times} ${times === 1 ? 'time' : 'times'}`;
  return reasons.length === 0 ? so : `${so} (${[...new Set(reasons)].join(', ')})`;
}

function reasonOf({ waiting, terminated }: ContainerState = {}): string | undefined {
  if (terminated?.exitCode !== undefined && terminated.exitCode !== 0)
    return `${terminated.reason ?? 'ended'}, status ${terminated.exitCode}`;
  return waiting?.reason;
}

function unread(metadata: ObjectMeta): Observation {
  const { name, namespace } = metadata;
  return fails({
    looked: titleOf('HelmChartConfig', metadata),
    found: `there is no HelmChart ${name} in ${namespace}: nobody reads it`,
    planned: 'a HelmChart of its name, in its namespace',
    why: 'What it says is in force nowhere. Once there is such a chart again, it is, without anybody asking.',
    next: `write what it says into the profile, then kubectl -n ${namespace} delete helmchartconfig ${name}`,
  });
}
