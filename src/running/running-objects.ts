import type { ApiObject } from '../kubernetes/api-object';
import { identifyObject } from './running-object';
import type { RunningObject } from './running-object';

/** A release that Helm records in a cluster. Only the labels of its Secret are read. */
export interface HelmRelease {
  readonly namespace: string;
  readonly name: string;
}

/** The objects of a cluster that concern its network, as `kubectl get -o json` prints them. Secrets are not among them. */
export class RunningObjects {
  private readonly byIdentity: ReadonlyMap<string, RunningObject>;

  constructor(
    readonly all: readonly RunningObject[],
    readonly releases: readonly HelmRelease[] = [],
  ) {
    this.byIdentity = new Map(all.map((object) => [identifyObject(object), object]));
  }

  /** Reads lists and single objects as kubectl prints them. A Secret among them is left out. */
  static parse(values: readonly unknown[], releases: readonly HelmRelease[] = []): RunningObjects {
    const objects = values.flatMap(listObjects).filter(({ kind }) => kind !== 'Secret');
    return new RunningObjects(objects, releases);
  }

  ofKind(kind: string): readonly RunningObject[] {
    return this.all.filter((object) => object.kind === kind);
  }

  /** The running object with the group, kind, namespace and name of another one. */
  find(object: ApiObject): RunningObject | undefined {
    return this.byIdentity.get(identifyObject(object));
  }
}

function listObjects(value: unknown): readonly RunningObject[] {
  if (typeof value !== 'object' || value === null) return [];
  const { items } = value as { readonly items?: readonly unknown[] };
  if (Array.isArray(items)) return items.flatMap(listObjects);
  return isObject(value) ? [value] : [];
}

function isObject(value: object): value is RunningObject {
  const { apiVersion, kind, metadata } = value as Partial<RunningObject>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}
