import type { ApiObject } from 'cdk8s';
import { emitYaml } from './emit-yaml';
import type { KubernetesObject } from './render-chart';

/** An object as cdk8s gives it, and its document. */
export interface RenderedObject {
  readonly object: KubernetesObject;
  readonly yaml: string;
}

/** As many as one cluster has, a few times over: most of them are the same in every cluster. */
const MAX_REMEMBERED = 512;

/** What `ApiObject` itself keeps; a class of somebody's own that keeps more may make more of it. */
const KNOWN_FIELDS = new Set([
  ...['node', 'props', 'apiVersion', 'apiGroup', 'kind', 'chart', 'name', 'metadata', 'patches'],
]);

/** As much of an `ApiObject` as decides its document. */
interface Source {
  readonly props: unknown;
  readonly patches: readonly unknown[];
  /** Labels and all that may have been added since; it knows its object. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Documents of objects, by what they are made of. Resolving and writing an object takes far longer than making it;
 * and of the objects that charts make anew for every cluster most are as they were for the last one.
 */
export class ObjectCache {
  private readonly rendered = new Map<string, RenderedObject>();

  render(object: ApiObject): RenderedObject {
    const key = keyOf(object);
    if (key === undefined) return renderedAnew(object);
    const found = this.rendered.get(key) ?? renderedAnew(object);
    // The one used last is dropped last.
    this.rendered.delete(key);
    this.rendered.set(key, found);
    if (this.rendered.size > MAX_REMEMBERED)
      this.rendered.delete(this.rendered.keys().next().value as string);
    return found;
  }
}

function renderedAnew(object: ApiObject): RenderedObject {
  const json = object.toJson() as KubernetesObject;
  return { object: json, yaml: emitYaml(json) };
}

/** Undefined where an object may be more than what can be seen of it. */
function keyOf(object: ApiObject): string | undefined {
  const { props, patches, metadata } = object as unknown as Source;
  if (patches.length > 0 || Object.keys(object).some((field) => !KNOWN_FIELDS.has(field))) return undefined;
  const visible = { props, metadata: { ...metadata, apiObject: undefined } };
  return isData(visible) ? `${object.constructor.name}\n${JSON.stringify(visible)}` : undefined;
}

/** Whether a value is what it is now: no token that is resolved when it is written, no construct. */
function isData(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isData);
  if (Object.getPrototypeOf(value) !== Object.prototype && isMore(value)) return false;
  for (const key in value) if (!isData((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
}

/** Functions of a class are no values of its objects. */
function isMore(value: object): boolean {
  const { produce, resolve, node } = value as { produce?: unknown; resolve?: unknown; node?: unknown };
  return typeof produce === 'function' || typeof resolve === 'function' || typeof node === 'object';
}
