import { RunningObjects } from '../running';
import type { HelmRelease } from '../running';
import type { Kubectl } from '../verify';
import { UnreachableError } from '../verify';

/** Kinds that concern the network, as kubectl names them with their group. Secrets are not among them. */
const KINDS: readonly string[] = [
  ...['nodes', 'services', 'pods', 'serviceaccounts', 'configmaps'],
  ...['deployments.apps', 'daemonsets.apps', 'statefulsets.apps', 'replicasets.apps'],
  ...['ingressclasses.networking.k8s.io', 'networkpolicies.networking.k8s.io', 'poddisruptionbudgets.policy'],
  ...['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'].map(
    (kind) => `${kind}.rbac.authorization.k8s.io`,
  ),
  ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'].map(
    (kind) => `${kind}.admissionregistration.k8s.io`,
  ),
  ...['helmcharts.helm.cattle.io', 'helmchartconfigs.helm.cattle.io', 'addons.k3s.cattle.io'],
  ...['ipaddresspools', 'l2advertisements', 'bgpadvertisements', 'bgppeers'].map(
    (kind) => `${kind}.metallb.io`,
  ),
  'ingressroutes.traefik.io',
];

/** Groups whose CRDs a profile may render. */
const CRD_GROUPS = /\.(?:metallb\.io|traefik\.io|frrk8s\.metallb\.io|gateway\.networking\.k8s\.io)$/;

/** ConfigMaps whose content is compared; of all others only the metadata is kept. */
const READ_CONFIG_MAPS = ['coredns-custom'];

const OPTIONS = { timeoutSeconds: 60 };

/**
 * Reads the objects that a profile is compared with. Of Helm's release Secrets only the labels are read: the API server
 * prints them as a table.
 *
 * @throws UnreachableError where the API server does not answer
 */
export async function readRunning(kubectl: Kubectl): Promise<RunningObjects> {
  const known = new Set((await read(kubectl, ['api-resources', '--verbs=list', '-o', 'name'])).split('\n'));
  const kinds = KINDS.filter((kind) => known.has(kind));
  // An API server of which kubectl knows no kind has nothing that can be compared.
  if (kinds.length === 0) return new RunningObjects([]);
  const lists = JSON.parse(await read(kubectl, ['get', kinds.join(','), '-A', '-o', 'json'])) as unknown;
  const crds = await readCrds(kubectl);
  const objects = RunningObjects.parse([lists, ...crds], await readReleases(kubectl));
  return new RunningObjects(objects.all.map(withoutContent), objects.releases);
}

async function read(kubectl: Kubectl, words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await kubectl(words, OPTIONS);
  // api-resources prints what it knows, and exits with 1 where one aggregated API does not answer.
  if (status === 0 || (words[0] === 'api-resources' && stdout !== '')) return stdout;
  throw new UnreachableError(
    `kubectl ${words[0] ?? ''} failed: ${stderr.trim().split('\n').at(-1) ?? ''}`,
    'check that k3s runs on the servers (systemctl status k3s), or name a kubeconfig by --kubeconfig',
  );
}

async function readCrds(kubectl: Kubectl): Promise<readonly unknown[]> {
  const names = (await read(kubectl, ['get', 'customresourcedefinitions', '-o', 'name'])).split('\n');
  const own = names.filter((name) => CRD_GROUPS.test(name));
  return own.length === 0 ? [] : [JSON.parse(await read(kubectl, ['get', ...own, '-o', 'json'])) as unknown];
}

/** Each release once, from the labels of the Secrets or ConfigMaps in which Helm keeps its revisions. */
async function readReleases(kubectl: Kubectl): Promise<readonly HelmRelease[]> {
  const words = ['get', 'secrets,configmaps', '-A', '-l', 'owner=helm', '--no-headers', '--ignore-not-found'];
  const found = new Map<string, HelmRelease>();
  for (const line of (await read(kubectl, words)).split('\n')) {
    const [, namespace, name] =
      /^(\S+)\s+(?:secret|configmap)\/sh\.helm\.release\.v1\.(\S+)\.v\d+\s/.exec(line) ?? [];
    if (namespace !== undefined && name !== undefined) found.set(`${namespace}/${name}`, { namespace, name });
  }
  return [...found.values()];
}

function withoutContent<T extends { readonly kind: string; readonly metadata: { readonly name: string } }>(
  object: T,
): T {
  if (object.kind !== 'ConfigMap' || READ_CONFIG_MAPS.includes(object.metadata.name)) return object;
  return { ...object, data: {}, binaryData: {} };
}
