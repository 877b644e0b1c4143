import { lookUpPackagedImages } from '../releases/packaged-images';
import { splitValue } from '../releases/k3s-flags';
import { listElements, listExtraFlags } from './k3s-extra';
import type { NetworkPlan } from './model';

/** The registry of k3s's own images. */
const REGISTRY = 'docker.io';

/** k3s's own images that the cluster runs, as its nodes pull them. Components that the profile disables have none. */
export function listK3sImages(plan: NetworkPlan): readonly string[] {
  const images = lookUpPackagedImages(plan.k3sVersion);
  const disabled = new Set([...plan.disable, ...listExtraValues(plan, 'disable')]);
  const packaged = [
    ...(disabled.has('coredns') ? [] : [images.coredns]),
    ...(disabled.has('servicelb') ? [] : [images.serviceLb]),
    ...(disabled.has('metrics-server') ? [] : [images.metricsServer]),
    ...(disabled.has('local-storage') ? [] : images.localStorage),
  ];
  const registry = listExtraValues(plan, 'system-default-registry')[0] ?? REGISTRY;
  const [pause, helmJob] = ['pause-image', 'helm-job-image'].map((flag) => listExtraValues(plan, flag)[0]);
  return [
    pause ?? `${registry}/${images.pause}`,
    ...packaged.map((image) => `${registry}/${image}`),
    ...(disabled.has('traefik') ? [] : [findTraefikImage(plan, registry, images.traefik)]),
    ...(installsCharts(plan, disabled) ? [helmJob ?? `${registry}/${images.helmJob}`] : []),
  ];
}

/** Whether k3s runs Helm: for its Traefik, or for a HelmChart of the user's own manifests. */
function installsCharts({ ownObjects }: NetworkPlan, disabled: ReadonlySet<string>): boolean {
  return !disabled.has('traefik') || ownObjects.some(({ object }) => object.kind === 'HelmChart');
}

/** The packaged Traefik's image, as the values of the chart may have changed it. */
function findTraefikImage({ traefik }: NetworkPlan, registry: string, usual: string): string {
  const { image } = traefik.values as { readonly image?: Readonly<Record<string, unknown>> };
  const [repository, tag] = usual.split(':');
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const own = text(image?.['registry']) ?? registry;
  return `${own}/${text(image?.['repository']) ?? repository}:${text(image?.['tag']) ?? tag}`;
}

/** The values of a key in `k3s.extra` or of any node. */
function listExtraValues(plan: NetworkPlan, flag: string): readonly string[] {
  return listExtraFlags(plan)
    .filter((extra) => extra.flag === flag)
    .flatMap((extra) => listElements(extra).flatMap(({ text }) => splitValue(flag, text)));
}
