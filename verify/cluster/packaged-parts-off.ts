import type { NetworkPlan } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { fails, holds } from '../finding';
import type { ClusterReader } from '../place';
import type { ApiObject } from './objects/live-objects';
import { readList, titleOf } from './objects/live-objects';

/** Label of the pods that ServiceLB makes. */
const SERVICE_LB = 'svccontroller.k3s.cattle.io/svcname';

/** What of k3s's own must not be there, and what it leaves. */
export const packagedPartsOff: ClusterCheck = {
  id: 'packaged-parts-off',
  scope: 'cluster',
  title: "k3s's own parts that are switched off are gone, with what they leave",
  why: "Two load balancers answer for one Service with two addresses, two Traefiks fight for the nodes' ports, and two DNS servers for one address.",
  async *look({ plan, cluster }: Verification) {
    const remains = [
      ...(await remainsOfDisabled(plan, cluster)),
      ...(plan.serviceLb.enabled ? [] : await remainsOfServiceLb(cluster)),
    ];
    yield* remains;
    if (remains.length > 0) return;
    const parts = [...plan.disable, ...(plan.serviceLb.enabled ? [] : ['svclb DaemonSets'])];
    yield holds({
      looked: parts.join(', ') || 'no part is switched off',
      found: 'nothing',
      planned: 'nothing',
    });
  },
};

async function remainsOfDisabled(plan: NetworkPlan, cluster: ClusterReader): Promise<readonly Observation[]> {
  const found: Observation[] = [];
  for (const kind of ['Addon', 'HelmChart'] as const) {
    const apiVersion = kind === 'Addon' ? 'k3s.cattle.io/v1' : 'helm.cattle.io/v1';
    const list = (await readList<ApiObject>(cluster, apiVersion, kind)) ?? [];
    const own = list.filter(({ metadata }) => isOfDisabled(plan, metadata.name));
    found.push(...own.map(({ metadata }) => remains(titleOf(kind, metadata), restartNext(plan))));
  }
  const deployments = (await readList<ApiObject>(cluster, 'apps/v1', 'Deployment')) ?? [];
  const own = deployments.filter(
    ({ metadata }) => metadata.namespace === 'kube-system' && plan.disable.includes(metadata.name),
  );
  return [
    ...found,
    ...own.map(({ metadata }) => remains(titleOf('Deployment', metadata), restartNext(plan))),
  ];
}

function isOfDisabled({ disable }: NetworkPlan, name: string): boolean {
  return disable.includes(name) || (name === 'traefik-crd' && disable.includes('traefik'));
}

async function remainsOfServiceLb(cluster: ClusterReader): Promise<readonly Observation[]> {
  const list = (await readList<ApiObject>(cluster, 'apps/v1', 'DaemonSet')) ?? [];
  const own = list.filter(
    ({ metadata }) => metadata.name.startsWith('svclb-') && metadata.labels?.[SERVICE_LB] !== undefined,
  );
  return own.map(({ metadata }) => {
    const { name, namespace = 'kube-system' } = metadata;
    const next = `see that every server has "disable: servicelb" and was restarted, then kubectl -n ${namespace} delete daemonset ${name}`;
    return remains(titleOf('DaemonSet', metadata), next);
  });
}

function restartNext({ servers }: NetworkPlan): string {
  const names = servers.map(({ name }) => name).join(', then ');
  return `see that every server's config file disables it, then restart k3s on ${names}`;
}

function remains(looked: string, next: string): Observation {
  return fails({ looked, found: 'it is there', planned: 'k3s is told to leave this part out', next });
}
