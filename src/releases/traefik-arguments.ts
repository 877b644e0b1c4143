import { isAtLeast } from './component-version';
import table from './traefik-arguments.json';

/** What an argument's value is: `true` or `false`, a number or a duration, or any text. */
export type TraefikArgumentKind = 'flag' | 'number' | 'text';

/** An argument that a Traefik has. */
export interface TraefikArgument {
  /** In lower case; `_name_` is a name that users choose, and `[n]` an index. */
  readonly name: string;
  readonly kind: TraefikArgumentKind;
}

const byVersion = new Map<number, readonly TraefikArgument[]>();

/**
 * The arguments of a Traefik, in alphabetical order. A version that the table does not have has those of the next older one.
 *
 * @param version `major.minor.patch`
 */
export function listTraefikArguments(version: string): readonly TraefikArgument[] {
  const index = Math.max(
    0,
    table.versions.findLastIndex((one) => isAtLeast(version, one)),
  );
  const known = byVersion.get(index);
  if (known !== undefined) return known;
  const all = readRows(table.rows, index).map((row) => {
    const [name = '', kind] = row.split(' ');
    return { name, kind: kind as TraefikArgumentKind };
  });
  byVersion.set(index, all);
  return all;
}

/** The argument of this name; undefined where that Traefik has none. Names have no case. */
export function findTraefikArgument(version: string, name: string): TraefikArgument | undefined {
  const segments = splitName(name.toLowerCase().replace(/\[\d+\]/g, '[n]'));
  return listTraefikArguments(version).find((one) => isPattern(splitName(one.name), segments));
}

/** The versions that the table has, oldest first. */
export const TRAEFIK_VERSIONS: readonly string[] = table.versions;

function splitName(name: string): readonly string[] {
  return name.split('.');
}

function isPattern(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((one, index) => (one === '_name_' ? segments[index] !== '' : one === segments[index]))
  );
}

/** The rows of a table that one version has: those without a span of versions, and those whose span has the version. */
export function readRows(rows: readonly string[], index: number): readonly string[] {
  return rows.flatMap((row) => {
    const [, text = '', first = '0', last = '9999'] = /^(.*?)(?: (\d+)-(\d+))?$/.exec(row) ?? [];
    return Number(first) <= index && index <= Number(last) ? [text] : [];
  });
}
