import { quoteText } from '../../diagnostics';
import { findNearest } from '../../diagnostics/find-nearest';
import type { Directive } from './corefile';
import { hasPlugin, pluginNames, pluginSince, repetitionOf } from './plugins';
import type { CorefileProblem } from './problem';
import { error, placeIn, warning } from './problem';
import type { Token } from './tokenize';

/** Names that other versions or other texts have for a plugin. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['metrics', 'prometheus'],
  ['proxy', 'forward'],
]);

/** Plugins that this CoreDNS does not have. */
export function unknownPlugins(
  directives: readonly Directive[],
  coredns: string,
): readonly CorefileProblem[] {
  return directives
    .map(({ name }) => name)
    .filter(({ text }) => !hasPlugin(text, coredns))
    .map((name) =>
      error(name, `${quoteText(name.text)} is no plugin of CoreDNS ${coredns}`, hintFor(name.text, coredns)),
    );
}

function hintFor(name: string, coredns: string): string {
  const since = pluginSince(name);
  if (since !== undefined) return `It came with CoreDNS ${since}.`;
  if (/^\(.*\)$/s.test(name)) return 'A snippet can only be defined in a .server file.';
  const meant = ALIASES.get(name) ?? findNearest(name, pluginNames(coredns));
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  return /[.:/]/.test(name)
    ? 'A zone with its own plugins goes into a .server file.'
    : 'CoreDNS refuses its whole configuration because of it. Options stand in the braces of their plugin.';
}

/** A plugin that stands in a server block, other than in the text that is looked at. */
export interface StandingPlugin {
  readonly name: string;
  /** Where, as a message says it: `in line 3 of "a.override"`. */
  readonly where: string;
  /**
   * What to do instead of having it twice.
   *
   * @default - make one of the two
   */
  readonly instead?: string;
}

/** Plugins that their server block has already, where they do not add to each other. */
export function repeatedPlugins(
  directives: readonly Directive[],
  standing: readonly StandingPlugin[],
): readonly CorefileProblem[] {
  const all = [...standing, ...directives.map((one) => standingPlugin(one))];
  return directives.flatMap(({ name }, index) => {
    const first = all.slice(0, standing.length + index).find((one) => one.name === name.text);
    const repetition = repetitionOf(name.text);
    return first === undefined || repetition === undefined || repetition === 'added'
      ? []
      : [repeated(name, first, repetition)];
  });
}

/** The same for messages of other texts: `file` is what they call the one that it is in. */
export function standingPlugin({ name }: Directive, file?: string): StandingPlugin {
  return { name: name.text, where: `in ${placeIn(name, file)}` };
}

function repeated(
  name: Token,
  { where, instead = 'Make one of the two.' }: StandingPlugin,
  repetition: 'refused' | 'first' | 'last',
): CorefileProblem {
  const message = `${quoteText(name.text)} stands in its server block already, ${where}`;
  return repetition === 'refused'
    ? error(name, message, `CoreDNS takes it once, and refuses its whole configuration. ${instead}`)
    : warning(name, message, `Only the ${repetition} one counts. Remove the other.`);
}
