import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import type { ClusterReader } from '../../host';
import type { LiveHelmChart } from '../../objects/helm-charts';
import { findAddon, isReleased, isTraefik, readHelmCharts } from '../../objects/helm-charts';
import { formatKubectl, formatKubectlFor } from '../../objects/format-kubectl';
import type { ApiObject, ObjectMeta } from '../../objects/live-objects';
import { isNamed, readList, formatTitle } from '../../objects/live-objects';

/** Label of ServiceLB's DaemonSets. */
const SERVICE_LB = 'svccontroller.k3s.cattle.io/svcname';

/** Annotation of objects that a chart installed. */
const RELEASE = 'meta.helm.sh/release-name';

/** Objects of disabled k3s components, and a second Traefik. */
export const packagedPartsOff: ClusterCheck = {
  id: 'packaged-parts-off',
  scope: 'cluster',
  title: 'disabled k3s components have left no objects, and there is no second Traefik',
  why: 'Two load balancers assign two addresses to one Service, two Traefiks need the same node ports, and two DNS servers the same address.',
  dependsOn: ['k3s-config', 'k3s-arguments'],
  async *observe({ plan, cluster }: VerifyContext) {
    const failed = [
      ...(await findObjectsOfDisabled(plan, cluster)),
      ...(plan.serviceLb.enabled ? [] : await findObjectsOfServiceLb(cluster)),
    ];
    yield* failed;
    if (failed.length > 0) return;
    const components = [...plan.disable, ...(plan.serviceLb.enabled ? [] : ['svclb DaemonSets'])];
    yield pass({
      subject: components.join(', ') || 'no component is disabled',
      found: 'no object',
      planned: 'no object',
    });
  },
};

async function findObjectsOfDisabled(plan: NetworkPlan, cluster: ClusterReader): Promise<readonly Failed[]> {
  const addons = (await readList<ApiObject>(cluster, 'k3s.cattle.io/v1', 'Addon')) ?? [];
  const charts = await readHelmCharts(cluster);
  const deployments = (await readList<ApiObject>(cluster, 'apps/v1', 'Deployment')) ?? [];
  const ownCharts = charts.filter(({ metadata }) => isOfDisabled(plan, metadata, findAddon(metadata)));
  const otherCharts = charts.filter((chart) => !ownCharts.includes(chart) && isTraefik(chart));
  const next = formatRestarts(plan);
  return [
    ...addons
      .filter(({ metadata }) => isOfDisabled(plan, metadata, metadata.name))
      .map(({ metadata }) => reportObject(formatTitle('Addon', metadata), next)),
    ...ownCharts.map(({ metadata }) => reportObject(formatTitle('HelmChart', metadata), next)),
    ...deployments
      .filter(({ metadata }) =>
        isOfDisabled(plan, metadata, findAddon(metadata) ?? findRelease(metadata, otherCharts)),
      )
      .map(({ metadata }) => reportObject(formatTitle('Deployment', metadata), next)),
    ...otherCharts
      .filter((chart) => !isReleased(chart))
      .flatMap((chart) => reportSecondTraefik(plan, chart) ?? []),
  ];
}

/**
 * Whether an object belongs to a disabled component, and not to the user's replacement with the same name.
 *
 * @param component according to the object's annotations
 */
function isOfDisabled(
  { disable }: NetworkPlan,
  { name, namespace }: ObjectMeta,
  component: string | undefined,
): boolean {
  const names = disable.includes('traefik') ? [...disable, 'traefik-crd'] : disable;
  return (
    namespace === 'kube-system' &&
    component !== undefined &&
    names.includes(component) &&
    names.includes(name)
  );
}

/** The chart that installed an object, unless it is the user's. */
function findRelease({ annotations }: ObjectMeta, otherCharts: readonly LiveHelmChart[]): string | undefined {
  const release = annotations?.[RELEASE];
  return otherCharts.some(({ metadata }) => metadata.name === release) ? undefined : release;
}

/** A Traefik in addition to the profile's. With `traefik.mode: none` the user may install one. */
function reportSecondTraefik({ traefik }: NetworkPlan, { metadata }: LiveHelmChart): Failed | undefined {
  const { mode, namespace } = traefik;
  if (mode === 'none' || (mode === 'packaged' && isNamed({ metadata }, 'traefik', namespace)))
    return undefined;
  return fail({
    subject: formatTitle('HelmChart', metadata),
    components: ['traefik'],
    found: 'the chart installs a second Traefik',
    planned: `one Traefik, in ${namespace}`,
    why: 'Both serve the same Ingresses, each overwrites the IngressClass of the other, and uninstalling one deletes the traefik.io CRDs of both.',
    next: `set traefik.mode to none in the profile, or save your routes (kubectl get ingressroutes -A -o yaml) and then ${formatKubectlFor(metadata, 'delete', 'helmchart', metadata.name)}`,
  });
}

async function findObjectsOfServiceLb(cluster: ClusterReader): Promise<readonly Failed[]> {
  const list = (await readList<ApiObject>(cluster, 'apps/v1', 'DaemonSet')) ?? [];
  const own = list.filter(
    ({ metadata }) => metadata.name.startsWith('svclb-') && metadata.labels?.[SERVICE_LB] !== undefined,
  );
  return own.map(({ metadata }) => {
    const { name, namespace = 'kube-system' } = metadata;
    const next = `check that every server has "disable: servicelb" and was restarted, then ${formatKubectl('-n', namespace, 'delete', 'daemonset', name)}`;
    return reportObject(formatTitle('DaemonSet', metadata), next);
  });
}

function formatRestarts({ servers }: NetworkPlan): string {
  const names = servers.map(({ name }) => name).join(', then ');
  return `check that every server's config file disables it, then restart k3s on ${names}`;
}

function reportObject(subject: string, next: string): Failed {
  return fail({
    subject,
    found: 'the object exists',
    planned: 'no object: k3s disables this component',
    next,
  });
}
