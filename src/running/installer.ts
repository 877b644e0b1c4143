import type { ApiObject } from '../kubernetes/api-object';
import type { RunningObjects } from './running-objects';

/** Who installed an object, and would write it again. */
export type Installer =
  | { readonly kind: 'netstack' }
  | {
      readonly kind: 'helm';
      readonly release: string;
      readonly namespace: string;
      readonly isRecorded: boolean;
    }
  /** A HelmChart of k3s's Helm controller. */
  | { readonly kind: 'helm-chart'; readonly chart: string; readonly namespace: string }
  /** A file in k3s's auto-deploy directory. */
  | { readonly kind: 'addon'; readonly addon: string }
  | {
      readonly kind: 'flux';
      readonly owner: string;
      /** How the flux CLI names it: `helmrelease metallb -n flux-system`. */
      readonly words: readonly string[];
    }
  | { readonly kind: 'argocd'; readonly application: string }
  | { readonly kind: 'manifest' };

/** Our own files can be in the auto-deploy directory, too. */
const OWN_ADDON = 'netstack-';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Finds out who installed an object from its labels and annotations. */
export function findInstaller({ metadata }: ApiObject, running: RunningObjects): Installer {
  const { labels = {}, annotations = {} } = metadata;
  const flux = findFlux(labels);
  if (flux !== undefined) return flux;
  const application = findArgoCd(labels, annotations);
  if (application !== undefined) return { kind: 'argocd', application };
  const addon = findAddon(annotations);
  if (addon !== undefined && !addon.startsWith(OWN_ADDON)) return { kind: 'addon', addon };
  if (labels[MANAGED_BY] === 'k3s-netstack') return { kind: 'netstack' };
  if (labels[MANAGED_BY] === 'Helm') return findRelease(metadata, running);
  return { kind: 'manifest' };
}

function findFlux(labels: Readonly<Record<string, string>>): Installer | undefined {
  for (const [prefix, kind] of [
    ['kustomize', 'kustomization'],
    ['helm', 'helmrelease'],
  ] as const) {
    const name = labels[`${prefix}.toolkit.fluxcd.io/name`];
    const namespace = labels[`${prefix}.toolkit.fluxcd.io/namespace`] ?? 'flux-system';
    if (name === undefined) continue;
    return { kind: 'flux', owner: `${kind} ${namespace}/${name}`, words: [kind, name, '-n', namespace] };
  }
  return undefined;
}

/** Argo CD marks objects by an annotation, or by the label that it is configured to use. */
function findArgoCd(
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): string | undefined {
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  return tracking?.slice(0, tracking.indexOf(':')) ?? labels['argocd.argoproj.io/instance'];
}

function findAddon(annotations: Readonly<Record<string, string>>): string | undefined {
  const isAddon = annotations['objectset.rio.cattle.io/owner-gvk']?.includes('Kind=Addon') === true;
  return isAddon ? annotations['objectset.rio.cattle.io/owner-name'] : undefined;
}

/** k3s's Helm controller installs by Helm, too: a HelmChart with the name of the release distinguishes them. */
function findRelease(
  { namespace: own, labels, annotations }: ApiObject['metadata'],
  running: RunningObjects,
): Installer {
  const release =
    annotations?.['meta.helm.sh/release-name'] ?? labels?.['app.kubernetes.io/instance'] ?? 'unknown';
  const namespace = annotations?.['meta.helm.sh/release-namespace'] ?? own ?? 'default';
  const chart = running
    .ofKind('HelmChart')
    .find((one) => targetOf(one) === namespace && one.metadata.name === release);
  if (chart !== undefined)
    return { kind: 'helm-chart', chart: release, namespace: chart.metadata.namespace ?? 'kube-system' };
  const isRecorded = running.releases.some((one) => one.name === release && one.namespace === namespace);
  return { kind: 'helm', release, namespace, isRecorded };
}

/** A HelmChart installs into its own namespace unless it names another one. */
function targetOf({ spec, metadata }: ApiObject & { readonly spec?: object }): string | undefined {
  return (spec as { readonly targetNamespace?: string } | undefined)?.targetNamespace ?? metadata.namespace;
}

/** `Helm (release metallb-system/metallb)` */
export function describeInstaller(installer: Installer): string {
  switch (installer.kind) {
    case 'netstack':
      return 'k3s-netstack';
    case 'helm':
      return installer.isRecorded
        ? `Helm (release ${installer.namespace}/${installer.release})`
        : `a manifest that Helm rendered (release ${installer.release})`;
    case 'helm-chart':
      return `k3s's Helm controller (HelmChart ${installer.namespace}/${installer.chart})`;
    case 'addon':
      return `k3s's auto-deploy directory (Addon ${installer.addon})`;
    case 'flux':
      return `Flux (${installer.owner})`;
    case 'argocd':
      return `Argo CD (application ${installer.application})`;
    case 'manifest':
      return 'a manifest';
  }
}
