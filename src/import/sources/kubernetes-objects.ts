import type { ProfilePath } from '../../diagnostics';
import type { ApiObject } from '../../kubernetes/api-object';
import type { LineOf } from '../observed/fields';
import { isMap } from '../observed/fields';
import type { Note } from '../observed/note';
import { ObservedObject } from '../observed/observed-network';

/** What is read of some objects: never a Secret, and never credentials. */
export interface ReadObjects {
  readonly objects: readonly ObservedObject[];
  readonly notes: readonly Note[];
}

/** Whether a value is an object of the API, or a list of them. */
export function isApiObject(value: unknown): boolean {
  return isMap(value) && typeof value['apiVersion'] === 'string' && typeof value['kind'] === 'string';
}

/** The objects of a document: one, or those of a list as `kubectl get -o yaml` prints it. */
export function readObjects(value: unknown, source: string, lineOf?: LineOf): ReadObjects {
  const found: { value: unknown; path: ProfilePath }[] = [];
  collect(value, [], found);
  const objects: ObservedObject[] = [];
  const notes: Note[] = [];
  for (const { value: one, path } of found) {
    const line = lineOf?.(path);
    const origin = { source, ...(line !== undefined && { line }) };
    if (!isObject(one)) {
      notes.push({ kind: 'skipped', origin, message: 'It is not an object of the Kubernetes API.' });
    } else if (one.kind === 'Secret') {
      if (isOurs(one)) continue;
      const name = `${one.metadata.namespace ?? 'default'}/${one.metadata.name}`;
      notes.push({ kind: 'skipped', origin, message: `Secret ${name}: import reads no Secrets.` });
    } else {
      const lines = lineOf && ((below: ProfilePath) => lineOf([...path, ...below]));
      objects.push(new ObservedObject(one, origin, lines));
    }
  }
  return { objects, notes };
}

/** A Secret that k3s-netstack writes has nothing in it: its component fills it. */
function isOurs({ metadata }: ApiObject): boolean {
  return metadata.labels?.['app.kubernetes.io/managed-by'] === 'k3s-netstack';
}

function collect(value: unknown, path: ProfilePath, found: { value: unknown; path: ProfilePath }[]): void {
  const items = isMap(value) && /List$/.test(String(value['kind'])) ? value['items'] : undefined;
  if (Array.isArray(items)) items.forEach((one, index) => collect(one, [...path, 'items', index], found));
  else found.push({ value, path });
}

function isObject(value: unknown): value is ApiObject {
  if (!isApiObject(value)) return false;
  const metadata = (value as { metadata?: unknown }).metadata;
  return isMap(metadata) && typeof metadata['name'] === 'string';
}
