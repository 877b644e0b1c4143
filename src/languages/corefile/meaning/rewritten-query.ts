import { compileGoRegexp } from '../go/regexp';
import type { PluginUse } from '../plugin-grammar';
import type { NameQuery } from './name-query';

/** A query after the rewrites of a server block, and the rule that changed it last. */
export interface RewrittenQuery {
  readonly name: string;
  readonly type: string;
  readonly queryClass: string;
  readonly use?: PluginUse;
}

/** The words of a rule behind `continue` or `stop`. */
interface RewriteRule {
  readonly goesOn: boolean;
  readonly field: string;
  readonly words: readonly string[];
}

/** Rewrites a query as the rules of a server block do, one after the other until one of them stops. */
export function rewriteQuery(uses: readonly PluginUse[], { name, type }: NameQuery): RewrittenQuery {
  let query: RewrittenQuery = { name: `${name}.`, type, queryClass: 'IN' };
  for (const use of uses) {
    const { goesOn, field, words } = readRule(use);
    const changed = applyRule(field, words, query);
    if (changed === undefined) continue;
    query = { ...query, ...changed, use };
    if (!goesOn) break;
  }
  return { ...query, name: query.name.replace(/\.$/, '') };
}

function readRule({ args, options }: PluginUse): RewriteRule {
  const words = args.map(({ text }) => text);
  const [mode = ''] = words;
  const hasMode = /^(?:continue|stop)$/i.test(mode);
  const inBraces = options.find(({ word }) => word.text.toLowerCase() === 'name');
  const behind = hasMode ? words.slice(1) : words;
  const [field = '', ...rest] =
    behind.length === 0 && inBraces !== undefined
      ? ['name', ...inBraces.args.map(({ text }) => text)]
      : behind;
  return { goesOn: /^continue$/i.test(mode), field: field.toLowerCase(), words: rest };
}

function applyRule(
  field: string,
  words: readonly string[],
  query: RewrittenQuery,
): Partial<RewrittenQuery> | undefined {
  const [from = '', to = ''] = words.map((word) => word.toUpperCase());
  switch (field) {
    case 'name': {
      const name = renameQuery(words, query.name);
      return name === undefined ? undefined : { name };
    }
    case 'type':
      return from === query.type ? { type: to } : undefined;
    case 'class':
      return from === query.queryClass ? { queryClass: to } : undefined;
    default:
      return undefined;
  }
}

const MATCHES = ['exact', 'prefix', 'suffix', 'substring', 'regex'];

/** The new name; undefined where the rule does not fit. Both names end in a dot. */
function renameQuery(words: readonly string[], name: string): string | undefined {
  const [first = ''] = words;
  const match = first.toLowerCase();
  const hasMatch = words.length > 2 && MATCHES.includes(match);
  const [from = '', to = ''] = hasMatch ? words.slice(1) : words;
  const fqdn = (text: string) => text.toLowerCase().replace(/\.?$/, '.');
  switch (hasMatch ? match : 'exact') {
    case 'prefix':
      return name.startsWith(from.toLowerCase()) ? `${to}${name.slice(from.length)}` : undefined;
    case 'suffix':
      return name.endsWith(fqdn(from)) ? `${name.slice(0, -fqdn(from).length)}${fqdn(to)}` : undefined;
    case 'substring':
      return name.includes(from.toLowerCase()) ? fqdn(name.replace(from.toLowerCase(), to)) : undefined;
    case 'regex':
      return replaceGroups(from, to, name);
    default:
      return name === fqdn(from) ? fqdn(to) : undefined;
  }
}

function replaceGroups(from: string, to: string, name: string): string | undefined {
  const compiled = compileGoRegexp(from);
  if ('reason' in compiled) return undefined;
  const matcher = compiled.regexp.matcher(name);
  if (!matcher.find()) return undefined;
  const replaced = to.replace(/\{(\d+)\}/g, (text, number) =>
    Number(number) <= compiled.regexp.groupCount() ? (matcher.group(Number(number)) ?? '') : text,
  );
  return replaced.toLowerCase().replace(/\.?$/, '.');
}

/** Whether a rule changes the name that is looked up, and not the answer alone. */
export function renamesQueries(use: PluginUse): boolean {
  return readRule(use).field === 'name';
}
