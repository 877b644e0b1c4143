import type { ApiObject } from '../../kubernetes/api-object';
import type { ClusterReader } from '../../verify';
import type { Note } from '../observed/note';
import { ObservedObject } from '../observed/observed-network';
import type { NodeReading, ObservedNetwork } from '../observed/observed-network';
import { isMap } from '../observed/fields';
import { withoutAssignedFamilies } from './assigned-families';
import { readObjects } from './kubernetes-objects';
import { readNodeArguments } from './node-arguments';

/** Selects objects by a label. */
const withLabel = (path: string, label: string) => `${path}?labelSelector=${encodeURIComponent(label)}`;

/** Objects that k3s-netstack made: those of users are no part of a profile. */
const own = (path: string) => withLabel(path, 'app.kubernetes.io/managed-by=k3s-netstack');

/** Lists and objects of the API that a network is made of. Secrets are not among them. */
const PATHS: readonly string[] = [
  '/api/v1/nodes',
  '/api/v1/services',
  withLabel('/api/v1/persistentvolumeclaims', 'app.kubernetes.io/name=traefik'),
  ...['coredns', 'coredns-custom', 'coredns-standalone'].map(
    (name) => `/api/v1/namespaces/kube-system/configmaps/${name}`,
  ),
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/daemonsets',
  '/apis/networking.k8s.io/v1/ingresses',
  '/apis/networking.k8s.io/v1/ingressclasses',
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/apis/helm.cattle.io/v1/helmcharts',
  '/apis/helm.cattle.io/v1/helmchartconfigs',
  ...['ipaddresspools', 'l2advertisements', 'bgpadvertisements', 'bfdprofiles', 'communities'].map(
    (kind) => `/apis/metallb.io/v1beta1/${kind}`,
  ),
  '/apis/metallb.io/v1beta2/bgppeers',
  ...['ingressroutes', 'ingressroutetcps', 'ingressrouteudps', 'middlewares', 'tlsstores', 'tlsoptions'].map(
    (kind) => `/apis/traefik.io/v1alpha1/${kind}`,
  ),
  '/apis/gateway.networking.k8s.io/v1/httproutes',
  ...['podmonitors', 'servicemonitors', 'prometheusrules'].map((kind) =>
    own(`/apis/monitoring.coreos.com/v1/${kind}`),
  ),
];

/**
 * Reads a running cluster by its API server.
 *
 * @throws UnreachableError
 */
export async function readCluster(reader: ClusterReader): Promise<ObservedNetwork> {
  const objects: ObservedObject[] = [];
  const notes: Note[] = [];
  for (const answer of await readAll(reader, PATHS)) {
    if (answer === undefined) continue;
    const read = readObjects(withKinds(answer), 'API server');
    objects.push(...read.objects.map(nameSource));
    notes.push(...read.notes);
  }
  const nodes = objects.flatMap((object): readonly NodeReading[] => {
    const reading = object.kind === 'Node' ? readNodeArguments(object) : undefined;
    return reading === undefined ? [] : [reading];
  });
  return { nodes, objects: withoutAssignedFamilies(objects), texts: [], hosts: [], notes };
}

/** Requests at the same time: each starts a kubectl, most often by ssh, which limits the sessions of a connection to ten. */
const AT_ONCE = 4;

/** The answers in the order of the paths. */
async function readAll(reader: ClusterReader, paths: readonly string[]): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const group = paths.slice(start, start + AT_ONCE).map((path) => reader.get<unknown>(path));
    answers.push(...(await Promise.all(group)));
  }
  return answers;
}

/** The source of an object of the API is the object itself. */
function nameSource(observed: ObservedObject): ObservedObject {
  return new ObservedObject(observed.object, { source: observed.title });
}

/** The API server leaves out kind and version of the objects in a list, since the list has them. */
function withKinds(answer: unknown): unknown {
  if (!isMap(answer) || !Array.isArray(answer['items'])) return answer;
  const kind = String(answer['kind']).replace(/List$/, '');
  const items = (answer['items'] as readonly ApiObject[]).map((item) => ({
    ...item,
    apiVersion: answer['apiVersion'],
    kind,
  }));
  return { ...answer, items };
}
