import { parseAllDocuments } from 'yaml';

interface Described {
  readonly kind: string;
  readonly metadata: object;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/**
 * The objects of a manifest by kind and name: the API server has no order of objects. Families of a Service that begin
 * with the primary one of the cluster are its default.
 */
export function sortObjects(text: string, primary: 4 | 6): unknown {
  const objects = parseAllDocuments(text).map((document) => document.toJS() as Described);
  const keyOf = ({ kind, metadata }: Described) => JSON.stringify([kind, metadata]);
  return objects
    .map((object) => withoutUsualFamilies(object, `IPv${primary}`))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function withoutUsualFamilies(object: Described, primary: string): Described {
  const { ipFamilies, ...spec } = object.spec ?? {};
  const isUsual = object.kind === 'Service' && Array.isArray(ipFamilies) && ipFamilies[0] === primary;
  return isUsual ? { ...object, spec } : object;
}
