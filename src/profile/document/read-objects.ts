import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../kubernetes/kubernetes-object';
import { isMap } from './merge';

/** Why a text has no objects of Kubernetes: a sentence without its subject and full stop. */
export class NoObjects extends Error {}

/** Tags by which YAML 1.1 makes other values of plain words than kubectl does. */
const FOREIGN_TAGS = ['tag:yaml.org,2002:timestamp', 'tag:yaml.org,2002:binary'];

/**
 * The objects of a file of manifests, lists taken apart, read as kubectl reads them.
 *
 * @throws NoObjects
 */
export function readObjects(text: string): readonly KubernetesObject[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: (tags) =>
      tags.filter(
        (tag) => typeof tag === 'string' || tag.tag === undefined || !FOREIGN_TAGS.includes(tag.tag),
      ),
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new NoObjects(`is not YAML: ${error.message.split('\n')[0] ?? ''}`);
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return value === null || value === undefined ? [] : toObjects(value);
  });
}

function toObjects(value: unknown): readonly KubernetesObject[] {
  if (!isMap(value)) throw new NoObjects('has a document that is not a map');
  const { apiVersion, kind, metadata, items } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new NoObjects('has a document without apiVersion and kind');
  }
  if (kind.endsWith('List') && Array.isArray(items)) return items.flatMap(toObjects);
  if (!isMap(metadata) || typeof metadata['name'] !== 'string') {
    throw new NoObjects(`has a ${kind} without metadata.name`);
  }
  return [value as unknown as KubernetesObject];
}
