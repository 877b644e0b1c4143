import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail } from '../../finding';
import type { ClusterReader } from '../../host';
import type { LiveHelmChart } from '../../objects/helm-charts';
import { isReleased, readHelmCharts } from '../../objects/helm-charts';
import { formatKubectlFor } from '../../objects/format-kubectl';
import type { ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, formatTitle } from '../../objects/live-objects';

/** The fields of a Job that this check reads. */
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

/** The charts of the packaged Traefik. */
const TRAEFIK_CHARTS = ['traefik-crd', 'traefik'];

/** The HelmCharts of k3s's Helm controller. */
export const helmCharts: ClusterCheck = {
  id: 'helm-charts',
  scope: 'cluster',
  title: 'k3s has installed every HelmChart, and every HelmChartConfig belongs to one',
  why: 'A Job installs each chart and retries until it succeeds; until then Traefik is missing or runs with its previous values.',
  async *observe({ plan, cluster }: VerifyContext) {
    const charts = await readHelmCharts(cluster);
    yield* reportMissing(plan, charts);
    for (const chart of charts.filter((one) => !isReleased(one)))
      yield await compareInstallation(chart, cluster);
    const configs =
      (await readList<{ readonly metadata: ObjectMeta }>(cluster, 'helm.cattle.io/v1', 'HelmChartConfig')) ??
      [];
    for (const { metadata } of configs)
      if (!charts.some((chart) => isNamed(chart, metadata.name, metadata.namespace)))
        yield reportUnused(metadata);
  },
};

function* reportMissing({ traefik }: NetworkPlan, charts: readonly LiveHelmChart[]): Iterable<Observation> {
  if (traefik.mode !== 'packaged') return;
  for (const name of TRAEFIK_CHARTS) {
    const metadata = { name, namespace: 'kube-system' };
    if (charts.some((chart) => isNamed(chart, name, metadata.namespace))) continue;
    yield fail({
      subject: formatTitle('HelmChart', metadata),
      found: 'no such object',
      planned: 'the packaged Traefik',
      components: ['traefik'],
      next: 'check that no server disables traefik or the Helm controller, in its config files or on its command line, then restart k3s there',
    });
  }
}

async function compareInstallation(chart: LiveHelmChart, cluster: ClusterReader): Promise<Observation> {
  const { metadata, status } = chart;
  const name = status?.jobName ?? `helm-install-${metadata.name}`;
  const jobs = (await readList<Job>(cluster, 'batch/v1', 'Job')) ?? [];
  const job = jobs.find((one) => isNamed(one, name, metadata.namespace));
  const failure = status?.conditions?.find(({ type, status: is }) => type === 'Failed' && is === 'True');
  // A Job that succeeded may have been deleted.
  const succeeded = job === undefined || (job.status?.succeeded ?? 0) > 0;
  const found = [
    ...(failure === undefined ? [] : [failure.message || failure.reason || 'failed']),
    ...(succeeded ? [] : [`Job ${name} ${await describeProgress(job, cluster)}`]),
  ];
  return passIf(found.length === 0, {
    subject: formatTitle('HelmChart', metadata),
    found: found.join('; ') || 'installed',
    planned: 'installed',
    components: [metadata.name.replace(/-crd$/, '')],
    next: `${formatKubectlFor(metadata, 'logs', `job/${name}`, '--tail=30')}, or describe its pods where none has started; correct the values, then ${formatKubectlFor(metadata, 'delete', 'job', name)} makes k3s retry at once`,
  });
}

/** `has failed 3 times (ImagePullBackOff)` */
async function describeProgress({ metadata, status }: Job, cluster: ClusterReader): Promise<string> {
  const pods = (await readList<Pod>(cluster, 'v1', 'Pod')) ?? [];
  const own = pods.filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace && pod.metadata.labels?.['job-name'] === metadata.name,
  );
  const states = own.flatMap(({ status: at }) => at?.containerStatuses ?? []);
  const reasons = states.flatMap(({ state, lastState }) => reasonOf(state) ?? reasonOf(lastState) ?? []);
  const times = status?.failed ?? 0;
  const so = times === 0 ? 'has not completed' : `has failed ${times} ${times === 1 ? 'time' : 'times'}`;
  return reasons.length === 0 ? so : `${so} (${[...new Set(reasons)].join(', ')})`;
}

function reasonOf({ waiting, terminated }: ContainerState = {}): string | undefined {
  if (terminated?.exitCode !== undefined && terminated.exitCode !== 0)
    return `${terminated.reason ?? 'exited'}, exit status ${terminated.exitCode}`;
  return waiting?.reason;
}

function reportUnused(metadata: ObjectMeta): Observation {
  const { name, namespace } = metadata;
  return fail({
    subject: formatTitle('HelmChartConfig', metadata),
    found: `no HelmChart ${name} in ${namespace}: k3s ignores it`,
    planned: 'a HelmChart of the same name and namespace',
    components: [name],
    why: 'Its values have no effect now, and take effect as soon as such a chart exists.',
    next: `move its values to the profile, then ${formatKubectlFor(metadata, 'delete', 'helmchartconfig', name)}`,
  });
}
