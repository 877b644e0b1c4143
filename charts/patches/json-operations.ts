import { JsonPatch } from 'cdk8s';
import { PatchError } from './patch-error';

/** One operation of a JSON patch. */
export interface JsonOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

/**
 * An operation in the form of cdk8s.
 *
 * @param document the object before it
 * @throws PatchError where RFC 6902 refuses the operation; cdk8s would apply or skip it
 */
export function toJsonPatch(operation: JsonOperation, document: unknown): JsonPatch {
  const { op, path, from, value } = operation;
  if (op === 'move' || op === 'copy') {
    if (from === undefined) throw new PatchError(`the operation "${op}" has no from`);
    requireValue(document, from);
    requireParent(document, path);
    return op === 'move' ? JsonPatch.move(from, path) : JsonPatch.copy(from, path);
  }
  if (op === 'remove') {
    requireValue(document, path);
    return JsonPatch.remove(path);
  }
  if (!Object.hasOwn(operation, 'value')) throw new PatchError(`the operation "${op}" has no value`);
  if (op === 'add') {
    requireParent(document, path);
    return JsonPatch.add(path, value);
  }
  const present = requireValue(document, path);
  if (op === 'replace') return JsonPatch.replace(path, value);
  if (JSON.stringify(present) !== JSON.stringify(value)) {
    throw new PatchError(`the value at "${path}" is ${JSON.stringify(present)}`);
  }
  return JsonPatch.test(path, value);
}

function keysOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function requireValue(document: unknown, path: string): unknown {
  let value = document;
  for (const key of keysOf(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new PatchError(`there is nothing at "${path}"`);
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The map or list that a value is added to. Of a list the index may be one behind the last element. */
function requireParent(document: unknown, path: string): void {
  const parentPath = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  const parent = requireValue(document, parentPath);
  if (typeof parent !== 'object' || parent === null) {
    throw new PatchError(`there is no map or list at "${parentPath}"`);
  }
  const last = keysOf(path).at(-1) ?? '';
  if (!Array.isArray(parent) || last === '-') return;
  const isIndex = /^(?:0|[1-9]\d*)$/.test(last) && Number(last) <= parent.length;
  if (!isIndex) throw new PatchError(`the list at "${parentPath}" has no position "${last}"`);
}
