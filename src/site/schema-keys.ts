import { buildWholeJsonSchema } from '../profile/schema/json-schema';

/** One key of the profile, as a row of a table. */
export interface ProfileKey {
  /** `metallb.ipAddressPools[].name` */
  readonly path: string;
  /** A value in code, a phrase, or `required`; `-` if there is none. */
  readonly fallback: string;
  readonly description: string;
}

type DefaultValue = string | number | boolean | readonly string[] | Readonly<Record<string, unknown>>;

/** What the tables read of a JSON schema. */
interface KeySchema {
  readonly default?: DefaultValue;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, KeySchema>>;
  readonly required?: readonly string[];
  readonly items?: KeySchema;
  readonly anyOf?: readonly KeySchema[];
}

/** Keys whose own keys are Kubernetes's, the same everywhere: one row for all of them. */
const FOLDED = /(?:^|\.)(?:resources|tolerations|affinity|topologySpreadConstraints|\w+Selectors)$/;

/** Every key below the roots, in the order of the schema. @throws Error if the profile does not have a root */
export function listKeys(roots: readonly string[]): readonly ProfileKey[] {
  const keys = listLeaves(buildWholeJsonSchema() as KeySchema, '', false);
  return roots.flatMap((root) => {
    const below = keys.filter(
      ({ path }) => path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[]`),
    );
    if (below.length === 0) throw new Error(`The profile has no key ${root}`);
    return below;
  });
}

function listLeaves(schema: KeySchema, path: string, isRequired: boolean): readonly ProfileKey[] {
  const inner = FOLDED.test(path) ? undefined : findInner(schema);
  if (inner === undefined) return [describeKey(schema, path, isRequired)];
  const { suffix, properties, required } = inner;
  return Object.entries(properties).flatMap(([key, value]) =>
    listLeaves(value, path === '' ? key : `${path}${suffix}.${key}`, required.includes(key)),
  );
}

/** The keys of a map, or of the maps in a list. */
function findInner({ properties, required = [], items, anyOf = [] }: KeySchema) {
  if (properties !== undefined) return { suffix: '', properties, required };
  const list = items ?? anyOf.find((one) => one.items?.properties)?.items;
  if (list?.properties === undefined) return undefined;
  return { suffix: '[]', properties: list.properties, required: list.required ?? [] };
}

/** A default that depends on other keys is the last sentence of the description: `Default: the tenth address.` */
const DEFAULT_SENTENCE = /(?:^|(?<=[.;] ))Default:? (.+)\.$/;

function describeKey(schema: KeySchema, path: string, isRequired: boolean): ProfileKey {
  const { description = '' } = schema;
  const sentence = DEFAULT_SENTENCE.exec(description);
  const rest = description.slice(0, sentence?.index ?? description.length).trim();
  const stated = sentence?.[1]?.replace(/^(?=.*\d)[\w./:]+$|^(?:true|false)$/, '`$&`');
  return {
    path,
    fallback: formatFallback(schema.default) ?? stated ?? (isRequired ? 'required' : '-'),
    description: rest === '' ? '-' : rest,
  };
}

function formatFallback(value: DefaultValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'object') return `\`${String(value)}\``;
  if (Array.isArray(value) && value.length > 0) return value.map((one) => `\`${one}\``).join(', ');
  return '-';
}
