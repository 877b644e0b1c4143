import { Document, isCollection, stringify } from 'yaml';
import type { ProfilePath } from '../diagnostics';
import { formatPath } from '../diagnostics';
import type { ProfileInput } from './schema/profile';
import { profileSchema } from './schema/profile';
import { schemaAt, shapeOf } from './schema/inspect';
import { visible } from '../terminal/visible';
import { isMap } from './document/merge';

/** How a profile is written. */
export interface ProfileText {
  readonly profile: ProfileInput;
  /** Lines above the profile, without `#`. */
  readonly header: readonly string[];
  /** Comments for values, by their path. */
  readonly comments: ReadonlyMap<string, string>;
}

/** Longest line that a map or list stays on. */
const MOST_COLUMNS = 100;

/** Readable in both versions of YAML: what only one of them takes for something else is quoted. */
const STYLE = { version: '1.1', lineWidth: 0, singleQuote: true, flowCollectionPadding: true } as const;

/** The profile as a file: its keys in the order of the manual, short maps and lists on one line. */
export function writeProfile({ profile, header, comments }: ProfileText): string {
  const writer = new Writer(comments);
  const formatBlock = [...header.map((line) => `# ${visible(line)}`), ...writer.map(profile, [], '')];
  return `${formatBlock.join('\n')}\n`;
}

class Writer {
  constructor(private readonly comments: ReadonlyMap<string, string>) {}

  map(value: object, path: ProfilePath, indent: string): readonly string[] {
    return sortKeys(value, path).flatMap((key) =>
      this.entry(key, (value as Record<string, unknown>)[key], [...path, key], indent),
    );
  }

  private entry(key: string, value: unknown, path: ProfilePath, indent: string): readonly string[] {
    const name = `${indent}${formatScalar(key)}:`;
    const above = this.comment(path, indent);
    const short = this.onOneLine(value, path, `${name} `);
    if (short !== undefined) return [...above, `${name} ${short}`];
    if (typeof value === 'string') return [...above, ...lines(key, value, indent)];
    if (Array.isArray(value)) return [...above, name, ...this.list(value, path, `${indent}  `)];
    return [...above, name, ...this.map(value as object, path, `${indent}  `)];
  }

  private list(values: readonly unknown[], path: ProfilePath, indent: string): readonly string[] {
    return values.flatMap((value, index) => {
      const own = [...path, index];
      const short = this.onOneLine(value, own, `${indent}- `);
      const above = this.comment(own, indent);
      if (short !== undefined) return [...above, `${indent}- ${short}`];
      const [first = '', ...rest] = this.map(value as object, own, `${indent}  `);
      return [...above, `${indent}- ${first.slice(indent.length + 2)}`, ...rest];
    });
  }

  private comment(path: ProfilePath, indent: string): readonly string[] {
    const text = this.comments.get(formatPath(path));
    return text?.split('\n').map((line) => `${indent}# ${visible(line)}`) ?? [];
  }

  /** The value as the rest of a line; undefined where it needs lines of its own. */
  private onOneLine(value: unknown, path: ProfilePath, before: string): string | undefined {
    if (typeof value === 'string' && value.includes('\n')) return undefined;
    if (typeof value !== 'object' || value === null) return formatScalar(value);
    if (path.length === 1 && !isShort(value)) return undefined;
    if (typeof path.at(-1) === 'string' && hasMaps(value)) return undefined;
    const prefix = formatPath(path);
    if ([...this.comments.keys()].some((key) => key.startsWith(prefix) && key !== prefix)) return undefined;
    const text = formatFlow(value, path);
    return text.includes('\n') || before.length + text.length > MOST_COLUMNS ? undefined : text;
  }
}

/** A list of single values, or a map of no more than two. */
function isShort(value: object): boolean {
  const values: readonly unknown[] = Object.values(value);
  return values.every((one) => typeof one !== 'object') && (Array.isArray(value) || values.length <= 2);
}

function hasMaps(value: object): boolean {
  return Object.values(value).some((one) => isMap(one) || (Array.isArray(one) && one.some(isMap)));
}

function formatFlow(value: object, path: ProfilePath): string {
  const document = new Document(sortTree(value, path), STYLE);
  if (isCollection(document.contents)) document.contents.flow = true;
  const text = document.toString(STYLE).trimEnd();
  // The library pads lists as it does maps.
  return text.replace(/^\[ ([^]*) \]$/, '[$1]').replace(/: \[ ([^\][{}]*) \]/g, ': [$1]');
}

function formatScalar(value: unknown): string {
  return stringify(value, STYLE).trimEnd();
}

/** A text of several lines as a literal block. */
function lines(key: string, value: string, indent: string): readonly string[] {
  const text = stringify({ [key]: value }, { ...STYLE, blockQuote: 'literal' }).trimEnd();
  return text.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
}

/** Keys in the order of the schema. */
function sortKeys(value: object, path: ProfilePath): readonly string[] {
  const order = Object.keys(shapeOf(schemaAt(profileSchema, path)));
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.keys(value).sort((a, b) => rank(a) - rank(b));
}

function sortTree(value: unknown, path: ProfilePath): unknown {
  if (Array.isArray(value)) return value.map((one, index) => sortTree(one, [...path, index]));
  if (!isMap(value)) return value;
  return Object.fromEntries(sortKeys(value, path).map((key) => [key, sortTree(value[key], [...path, key])]));
}
