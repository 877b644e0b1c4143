import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Fails } from '../../finding';
import { fails, holds } from '../../finding';
import type { ClusterReader } from '../../place';
import type { HelmChart } from '../../objects/helm-charts';
import { addonOf, isLetGo, isTraefik, readHelmCharts } from '../../objects/helm-charts';
import type { ApiObject, ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, titleOf } from '../../objects/live-objects';

/** Label of the pods that ServiceLB makes. */
const SERVICE_LB = 'svccontroller.k3s.cattle.io/svcname';

/** Annotation of what a chart has installed. */
const RELEASE = 'meta.helm.sh/release-name';

/** What of k3s's own must not be there, and what it leaves. */
export const packagedPartsOff: ClusterCheck = {
  id: 'packaged-parts-off',
  scope: 'cluster',
  title:
    "k3s's own parts that are switched off are gone, with what they leave, and nobody has brought a second Traefik",
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

async function remainsOfDisabled(plan: NetworkPlan, cluster: ClusterReader): Promise<readonly Fails[]> {
  const addons = (await readList<ApiObject>(cluster, 'k3s.cattle.io/v1', 'Addon')) ?? [];
  const charts = await readHelmCharts(cluster);
  const deployments = (await readList<ApiObject>(cluster, 'apps/v1', 'Deployment')) ?? [];
  const ownCharts = charts.filter(({ metadata }) => isOwn(plan, metadata, addonOf(metadata)));
  const strangers = charts.filter((chart) => !ownCharts.includes(chart) && isTraefik(chart));
  const next = restartNext(plan);
  return [
    ...addons
      .filter(({ metadata }) => isOwn(plan, metadata, metadata.name))
      .map(({ metadata }) => remains(titleOf('Addon', metadata), next)),
    ...ownCharts.map(({ metadata }) => remains(titleOf('HelmChart', metadata), next)),
    ...deployments
      .filter(({ metadata }) => isOwn(plan, metadata, addonOf(metadata) ?? releaseOf(metadata, strangers)))
      .map(({ metadata }) => remains(titleOf('Deployment', metadata), next)),
    ...strangers.filter((chart) => !isLetGo(chart)).flatMap((chart) => second(plan, chart) ?? []),
  ];
}

/**
 * Whether something is of a part that is switched off, and not what the user has brought in its place under its name.
 *
 * @param part the part that it says it is of
 */
function isOwn({ disable }: NetworkPlan, { name, namespace }: ObjectMeta, part: string | undefined): boolean {
  const names = disable.includes('traefik') ? [...disable, 'traefik-crd'] : disable;
  return namespace === 'kube-system' && part !== undefined && names.includes(part) && names.includes(name);
}

/** The chart that has installed it, unless that is the user's. */
function releaseOf({ annotations }: ObjectMeta, strangers: readonly HelmChart[]): string | undefined {
  const release = annotations?.[RELEASE];
  return strangers.some(({ metadata }) => metadata.name === release) ? undefined : release;
}

/** A Traefik beside the one of the profile. Where the profile has none, it is the user's to bring one. */
function second({ traefik }: NetworkPlan, { metadata }: HelmChart): Fails | undefined {
  const { mode, namespace } = traefik;
  if (mode === 'none' || (mode === 'packaged' && isNamed({ metadata }, 'traefik', namespace)))
    return undefined;
  return fails({
    looked: titleOf('HelmChart', metadata),
    found: 'it is there, and installs a second Traefik',
    planned: `one Traefik, in ${namespace}`,
    why: 'Both take the same Ingresses, the IngressClass of one is taken over by the other, and the traefik.io CRDs go with whichever goes first.',
    next: `set traefik.mode to none in the profile, or kubectl -n ${metadata.namespace} delete helmchart ${metadata.name} after kubectl get ingressroutes -A -o yaml has saved your routes`,
  });
}

async function remainsOfServiceLb(cluster: ClusterReader): Promise<readonly Fails[]> {
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

function remains(looked: string, next: string): Fails {
  return fails({ looked, found: 'it is there', planned: 'k3s is told to leave this part out', next });
}
