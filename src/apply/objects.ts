import type { ApiObject } from '../kubernetes/api-object';
import { listName } from '../kubernetes/api-object';
import type { Kubectl } from '../verify';
import { FIELD_MANAGER } from './record';
import { KubectlError } from './kubectl-error';

/** Words by which kubectl applies what it reads from standard input, as this program. */
export const SERVER_SIDE_APPLY: readonly string[] = [
  ...['apply', '--server-side', `--field-manager=${FIELD_MANAGER}`, '--force-conflicts', '-f', '-'],
];

/** What kubectl prints of a kind that the API server does not know yet. */
const UNKNOWN_KIND = /no matches for kind|ensure CRDs are installed|could not find the requested resource/;

/** Whether applying a file of manifests would change anything in the cluster. */
export async function isApplied(kubectl: Kubectl, content: string): Promise<boolean> {
  const words = ['diff', '--server-side', `--field-manager=${FIELD_MANAGER}`, '--force-conflicts', '-f', '-'];
  const { status } = await kubectl(words, { input: content, timeoutSeconds: 120 });
  return status === 0;
}

/** How the objects of manifests are in the cluster now. */
export interface LiveObjects {
  /** Complete objects, without what the API server adds. */
  readonly present: readonly ApiObject[];
  readonly absent: readonly ApiObject[];
}

/** Reads the objects of some manifests as they are in the cluster. */
export async function readLiveObjects(
  kubectl: Kubectl,
  manifests: readonly { readonly content: string; readonly objects: readonly ApiObject[] }[],
): Promise<LiveObjects> {
  const present: ApiObject[] = [];
  for (const { content, objects } of manifests) {
    const words = ['get', '--ignore-not-found', '-o', 'json', '-f', '-'];
    const { status, stdout, stderr } = await kubectl(words, { input: content, timeoutSeconds: 120 });
    if (status !== 0 && !UNKNOWN_KIND.test(stderr)) throw new KubectlError('get', stderr);
    // Of a file with unknown kinds kubectl reads the other objects one by one.
    const found = status === 0 ? parseList(stdout) : await readOneByOne(kubectl, objects);
    present.push(...found.map(removeServerFields));
  }
  const known = new Set(present.map(identityOf));
  const all = manifests.flatMap(({ objects }) => objects);
  return { present, absent: all.filter((object) => !known.has(identityOf(object))) };
}

async function readOneByOne(kubectl: Kubectl, objects: readonly ApiObject[]): Promise<readonly ApiObject[]> {
  const found: ApiObject[] = [];
  for (const object of objects) {
    const words = ['get', ...referenceWords(object), '--ignore-not-found', '-o', 'json'];
    const { status, stdout } = await kubectl(words);
    if (status === 0) found.push(...parseList(stdout));
  }
  return found;
}

/** kubectl prints nothing, one object, or a list. */
function parseList(text: string): readonly ApiObject[] {
  if (text.trim() === '') return [];
  const value = JSON.parse(text) as
    ApiObject | { readonly kind: 'List'; readonly items: readonly ApiObject[] };
  return 'items' in value && value.kind === 'List' ? value.items : [value];
}

/** Fields of an object's metadata that the API server sets. */
const SERVER_METADATA = ['managedFields', 'resourceVersion', 'uid', 'creationTimestamp', 'generation'];

/** An object as it can be created again. */
export function removeServerFields(object: ApiObject): ApiObject {
  const metadata = withoutKeys(object.metadata, SERVER_METADATA) as ApiObject['metadata'];
  return { ...(withoutKeys(object, ['status']) as ApiObject), metadata };
}

function withoutKeys(object: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

export function identityOf({ apiVersion, kind, metadata }: ApiObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}

/** How kubectl is told of one object: `-n samples deployments.apps/whoami`. */
export function referenceWords({ apiVersion, kind, metadata }: ApiObject): readonly string[] {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const scope = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
  return [...scope, `${listName(kind)}${group}/${metadata.name}`];
}
