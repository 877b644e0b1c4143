import { compileGoRegexp } from '../go/regexp';
import type { PluginUse } from '../plugin-grammar';
import type { NameQuery } from './name-query';
import { coversAny, isType } from './name-query';

/** Why no later plugin sees a query: a template matches its name, or has no `fallthrough` for others. */
export interface TemplateAnswer {
  readonly use: PluginUse;
  readonly because: 'match' | 'no-fallthrough';
}

/**
 * The template of a server block that answers a query; undefined if the plugins behind `template` see it.
 *
 * @param zones those of the server block
 * @see https://coredns.io/plugins/template/
 */
export function findTemplateAnswer(
  uses: readonly PluginUse[],
  zones: readonly string[],
  query: NameQuery,
): TemplateAnswer | undefined {
  for (const use of uses) {
    const [queryClass, type, ...own] = use.args.map(({ text }) => text);
    const origins = own.length === 0 ? zones : own;
    if (queryClass === undefined || type === undefined || !coversAny(origins, query)) continue;
    if (!['IN', 'ANY'].includes(queryClass.toUpperCase()) || !isType(type, query)) continue;
    if (matches(use, query)) return { use, because: 'match' };
    if (!fallsThrough(use, query)) return { use, because: 'no-fallthrough' };
  }
  return undefined;
}

function matches({ options }: PluginUse, { name }: NameQuery): boolean {
  const patterns = options.filter(({ word }) => word.text === 'match').flatMap(({ args }) => args);
  if (patterns.length === 0) return true;
  return patterns.some(({ text }) => {
    const compiled = compileGoRegexp(text);
    return 'regexp' in compiled && compiled.regexp.matcher(`${name}.`).find();
  });
}

function fallsThrough({ options }: PluginUse, query: NameQuery): boolean {
  const line = options.filter(({ word }) => word.text === 'fallthrough').at(-1);
  if (line === undefined) return false;
  return (
    line.args.length === 0 ||
    coversAny(
      line.args.map(({ text }) => text),
      query,
    )
  );
}
