import type { K3sVersion } from '../../../releases';
import { Fields } from '../../observed/fields';
import type { ObservedObject } from '../../observed/observed-network';
import type { ImportContext } from '../context';
import { findReleasesOfImages } from '../release-images';
import { findRelease } from './chart-evidence';
import { importConfigObjects } from './config-objects';
import type { ImportedPackagedTraefik } from './packaged';
import { importPackaged, importValues } from './packaged';
import type { TraefikValues } from './standalone';
import { importStandalone } from './standalone';

/** What the sources have of Traefik. */
export interface ImportedTraefik {
  readonly traefik: TraefikValues;
  /** The k3s that a HelmChartConfig was written for; undefined where nothing tells. */
  readonly release?: K3sVersion;
}

const IMAGE = /(?:^|\/)(?:mirrored-library-)?traefik(?::|@|$)/;

/** @param isDisabled whether k3s runs with `--disable=traefik` */
export function importTraefik(context: ImportContext, isDisabled: boolean): ImportedTraefik {
  const workloads = context.observed.objects.filter(isTraefik);
  const own = workloads.filter((workload) => !isPackaged(workload));
  for (const workload of workloads) if (!own.includes(workload)) workload.imply();
  if (!isDisabled) return importPackagedTraefik(context, own);
  const [workload] = own;
  const values = importChartValues(context);
  if (workload === undefined) {
    const fromValues = values === undefined ? undefined : { ...values.values, mode: 'standalone' as const };
    return { traefik: fromValues ?? { mode: 'none' } };
  }
  const { namespace } = workload;
  const objects = importConfigObjects(context, namespace);
  const hasDashboard = objects.dashboard !== undefined;
  const traefik = { ...importStandalone(context, workload, hasDashboard), ...objects };
  return { traefik: { mode: 'standalone', ...traefik } };
}

function importPackagedTraefik(context: ImportContext, others: readonly ObservedObject[]): ImportedTraefik {
  for (const workload of others) {
    context.conflict(
      workload.origin,
      ['traefik', 'mode'],
      `${workload.title} is a second Traefik beside the one that k3s packages.`,
      'The profile has the packaged one. Disable one of the two.',
    );
  }
  const config = context.object('HelmChartConfig', 'helm.cattle.io', 'kube-system', 'traefik');
  const objects = importConfigObjects(context, 'kube-system');
  if (config === undefined) return { traefik: objects };
  const { values, evidence } = importPackaged(context, config);
  const release = findRelease(evidence, objects.dashboard !== undefined, findReleasesOfImages(context));
  return { traefik: { ...values, ...objects }, ...(release && { release }) };
}

/** A values file of the chart, for a Traefik that Helm installs. */
function importChartValues(context: ImportContext): ImportedPackagedTraefik | undefined {
  const file = context.observed.texts.find(({ kind }) => kind === 'traefik-values');
  if (file === undefined) return undefined;
  const fields = Fields.of(file.value, file.origin.source, file.lineOf);
  return importValues(context, fields, file.origin.source, {}, false);
}

function isTraefik(object: ObservedObject): boolean {
  if (!/^(?:Deployment|DaemonSet)$/.test(object.kind)) return false;
  const containers = object.fields.at('spec').at('template').at('spec').list('containers');
  return containers.some((container) => IMAGE.test(container.text('image') ?? ''));
}

/** Whether it is the one of k3s's own HelmChart. */
function isPackaged(object: ObservedObject): boolean {
  return object.namespace === 'kube-system' && object.annotation('meta.helm.sh/release-name') === 'traefik';
}
