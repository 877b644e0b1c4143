import { quoteText } from '../../diagnostics';
import { findNearest } from '../../diagnostics/find-nearest';
import { checkPlugin } from './check-plugin';
import type { CorefileDirective } from './corefile';
import { grammarOf, hasPlugin, pluginNames, pluginSince, repetitionOf } from './plugins';
import type { CorefileProblem } from './problem';
import { misleading, placeIn, createRefusal } from './problem';
import type { CorefileToken } from './tokenize';

/** What plugins are checked against. */
export interface PluginSurroundings {
  readonly coredns: string;
  /** Zones of the server block. */
  readonly keys: readonly string[];
  /** Plugins that the server block has besides. */
  readonly standing: StandingPlugins;
}

/** A plugin that a server block has, outside of the text that is checked. */
export interface StandingPlugin {
  readonly name: string;
  /** Where, as a message names it: `in line 3 of "a.override"`. */
  readonly where: string;
  /**
   * What to do instead of having it twice.
   *
   * @default - make one of the two
   */
  readonly instead?: string;
}

/** By name; the first of each. */
export type StandingPlugins = ReadonlyMap<string, StandingPlugin>;

/** Problems of the plugins of one server block: unknown and repeated ones, and their arguments and options. */
export function checkPlugins(
  directives: readonly CorefileDirective[],
  surroundings: PluginSurroundings,
): readonly CorefileProblem[] {
  const { coredns, standing } = surroundings;
  return [
    ...unknownPlugins(directives, coredns),
    ...repeatedPlugins(directives, standing),
    ...checkUses(directives, surroundings),
  ];
}

/** Plugins by name, together with those of earlier files. `file`: how messages about other files call this one. */
export function addStanding(
  standing: StandingPlugins,
  directives: readonly CorefileDirective[],
  file?: string,
): StandingPlugins {
  const all = new Map(standing);
  for (const { name } of directives) if (!all.has(name.text)) all.set(name.text, standingPlugin(name, file));
  return all;
}

function standingPlugin(name: CorefileToken, file?: string): StandingPlugin {
  return { name: name.text, where: `in ${placeIn(name, file)}` };
}

/** The uses of each plugin together, as CoreDNS reads them. */
function checkUses(
  directives: readonly CorefileDirective[],
  { coredns, keys, standing }: PluginSurroundings,
): readonly CorefileProblem[] {
  const uses = new Map<string, CorefileDirective[]>();
  for (const directive of directives) {
    const { text } = directive.name;
    const known = uses.get(text);
    if (known === undefined) uses.set(text, [directive]);
    else known.push(directive);
  }
  const context = { keys, coredns, plugins: new Set([...uses.keys(), ...standing.keys()]) };
  return [...uses].flatMap(([name, all]) => {
    const grammar = grammarOf(name, coredns);
    // CoreDNS does not read plugins that have no effect.
    const isRead = grammar !== undefined && !(grammar.repeated === 'first' && standing.has(name));
    return isRead ? checkPlugin(grammar, all, context) : [];
  });
}

/** Names that other versions or other documents have for a plugin. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['metrics', 'prometheus'],
  ['proxy', 'forward'],
]);

function unknownPlugins(
  directives: readonly CorefileDirective[],
  coredns: string,
): readonly CorefileProblem[] {
  return directives
    .map(({ name }) => name)
    .filter(({ text }) => !hasPlugin(text, coredns))
    .map((name) =>
      createRefusal(
        name,
        `${quoteText(name.text)} is not a plugin of CoreDNS ${coredns}`,
        hintFor(name.text, coredns),
      ),
    );
}

function hintFor(name: string, coredns: string): string {
  const since = pluginSince(name);
  if (since !== undefined) return `CoreDNS ${since} introduced it.`;
  if (/^\(.*\)$/s.test(name)) return 'A snippet can only be defined in a .server file.';
  const meant = ALIASES.get(name) ?? findNearest(name, pluginNames(coredns));
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return /[.:/]/.test(name)
    ? 'A zone with its own plugins goes into a .server file.'
    : 'CoreDNS refuses its whole configuration because of it. Options are in the braces of their plugin.';
}

/** Plugins that their server block has already, where they do not add to each other. */
function repeatedPlugins(
  directives: readonly CorefileDirective[],
  standing: StandingPlugins,
): readonly CorefileProblem[] {
  const first = new Map(standing);
  return directives.flatMap(({ name }) => {
    const earlier = first.get(name.text);
    if (earlier === undefined) {
      first.set(name.text, standingPlugin(name));
      return [];
    }
    const repetition = repetitionOf(name.text);
    return repetition === undefined || repetition === 'added'
      ? []
      : [describeRepetition(name, earlier, repetition)];
  });
}

function describeRepetition(
  name: CorefileToken,
  { where, instead = 'Make one of the two.' }: StandingPlugin,
  repetition: 'refused' | 'first' | 'last',
): CorefileProblem {
  const message = `${quoteText(name.text)} is in its server block already, ${where}`;
  return repetition === 'refused'
    ? createRefusal(name, message, `CoreDNS takes it once, and refuses its whole configuration. ${instead}`)
    : misleading(name, message, `Only the ${repetition} one counts. Remove the other.`);
}
