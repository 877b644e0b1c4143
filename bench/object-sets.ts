import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Kubernetes objects as a set: what each is called, by a hash of its whole content. The order of keys is none. */
export type ObjectSet = ReadonlyMap<string, string>;

/** Reads what renderers wrote. A document that was read before is known by its text: most are in every cluster. */
export class ObjectReader {
  private readonly known = new Map<string, readonly [hash: string, name: string]>();

  /** All objects of some files: YAML documents, or a List in a file that ends in `.json`. */
  read(files: readonly string[]): ObjectSet {
    return new Map(files.flatMap((file) => this.ofText(readFileSync(file, 'utf8'), file.endsWith('.json'))));
  }

  ofText(text: string, json = false): (readonly [hash: string, name: string])[] {
    if (json) return (JSON.parse(text) as { items: unknown[] }).items.map(identifyObject);
    const documents = text.split(/^---(?:[ \t].*)?$/m).filter((document) => /^\s*[^#\s]/m.test(document));
    return documents.map((document) => this.ofDocument(document));
  }

  private ofDocument(document: string): readonly [hash: string, name: string] {
    const key = hashOf(document);
    const known = this.known.get(key) ?? identifyObject(parse(document));
    this.known.set(key, known);
    return known;
  }
}

function identifyObject(object: unknown): readonly [hash: string, name: string] {
  const { apiVersion, kind, metadata } = object as {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  };
  const name = [apiVersion, kind, metadata.namespace, metadata.name].filter((part) => part !== undefined);
  return [hashOf(JSON.stringify(object, sortedKeys)), name.join(' ')];
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** What one set has and the other has not, in words; nothing where they are the same. */
export function differencesOf(expected: ObjectSet, actual: ObjectSet): readonly string[] {
  return [
    ...[...expected].filter(([hash]) => !actual.has(hash)).map(([, name]) => `lacks ${name}`),
    ...[...actual].filter(([hash]) => !expected.has(hash)).map(([, name]) => `has instead ${name}`),
  ];
}
