import { mutate } from './mutate';
import { Random } from './random';
import { PLUGINS_A_TO_H } from './plugins-a-to-h';
import { PLUGINS_K_TO_Z } from './plugins-k-to-z';

/** A raw snippet by its file name. */
export interface GeneratedSnippet {
  readonly name: 'a.override' | 'a.server';
  readonly text: string;
}

/** What the block of "." has already, and takes once. */
const TAKEN = new Set(['errors', 'ready', 'kubernetes', 'hosts', 'prometheus', 'cache', 'loop', 'health']);

const VALID_PLUGINS = { ...PLUGINS_A_TO_H, ...PLUGINS_K_TO_Z };

const NAMES = Object.keys(VALID_PLUGINS);

/** Valid snippets, every plugin about as often as the others. */
export function validSnippets(count: number, seed: number): readonly GeneratedSnippet[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) =>
    validSnippet(random, NAMES[index % NAMES.length] as string),
  );
}

/** Valid snippets with one or two mistakes, of which some are none. */
export function mutatedSnippets(count: number, seed: number): readonly GeneratedSnippet[] {
  const random = new Random(seed);
  return validSnippets(count, seed + 1).map(({ name, text }) => ({ name, text: mutate(text, random) }));
}

function validSnippet(random: Random, plugin: string): GeneratedSnippet {
  const more = random.several(0, 2, () => random.pick(NAMES));
  const names = [...new Set([plugin, ...more])].filter((name) => name !== 'bind' || random.chance(50));
  if (random.chance(30) && !TAKEN.has(plugin)) {
    const free = names.filter((name) => !TAKEN.has(name) && name !== 'bind');
    return { name: 'a.override', text: linesOf(free, random, '').join('') };
  }
  const zone = random.pick([
    'a.test',
    'home.arpa:53',
    'a.test b.test',
    'a.test, b.test',
    'a.test,\nb.test',
    '10.0.0.0/23',
  ]);
  const brace = random.chance(90) ? ' {' : '\n{';
  return { name: 'a.server', text: [`${zone}${brace}\n`, ...linesOf(names, random, '    '), '}\n'].join('') };
}

function linesOf(names: readonly string[], random: Random, indent: string): readonly string[] {
  return names.flatMap((name) => (VALID_PLUGINS[name]?.(random) ?? []).map((line) => `${indent}${line}\n`));
}
