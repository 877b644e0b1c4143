import type { StandingPlugin } from './check-plugins';
import { checkArguments } from './check-arguments';
import { checkForwards } from './check-forward';
import { repeatedPlugins, standingPlugin, unknownPlugins } from './check-plugins';
import type { TakenZone } from './check-zones';
import { checkZones } from './check-zones';
import { CLUSTER_BLOCK, movedHealth } from './cluster-block';
import type { SnippetFile, NamedSnippet } from './corefile';
import type { CorefileProblem } from './problem';
import type { ReadSnippet, SnippetKind } from './read-snippet';
import { readSnippet } from './read-snippet';

/** What raw snippets stand beside. */
export interface SnippetSurroundings {
  /** The CoreDNS that reads them, `major.minor.patch`. */
  readonly coredns: string;
  /** Zones that something else answers. */
  readonly taken: readonly TakenZone[];
}

/** A problem of one of several snippets. */
export interface SnippetProblem extends CorefileProblem {
  readonly snippet: SnippetFile;
}

/** What files leave behind for those that are read after them. */
interface Earlier {
  readonly taken: readonly TakenZone[];
  readonly named: readonly NamedSnippet[];
  /** Plugins of the block of ".". */
  readonly plugins: readonly StandingPlugin[];
}

/** Problems of raw Corefile text by itself, in the order of their places. */
export function checkSnippet(text: string, kind: SnippetKind, coredns: string): readonly CorefileProblem[] {
  return check(text, kind, coredns, { taken: [], named: [], plugins: CLUSTER_BLOCK }).problems;
}

/** Problems of several snippets, by themselves and with each other, in the order in which CoreDNS reads them. */
export function checkSnippets(
  snippets: readonly SnippetFile[],
  { coredns, taken }: SnippetSurroundings,
): readonly SnippetProblem[] {
  const inOrder = [...snippets].sort((a, b) => (a.name < b.name ? -1 : 1));
  let earlier: Earlier = { taken, named: [], plugins: CLUSTER_BLOCK };
  return (['override', 'server'] as const).flatMap((kind) =>
    inOrder
      .filter(({ name }) => name.endsWith(`.${kind}`))
      .flatMap((snippet) => {
        const { problems, later } = check(snippet.text, kind, coredns, earlier, snippet.name);
        earlier = later;
        return problems.map((problem) => ({ ...problem, snippet }));
      }),
  );
}

/** `file`: how messages about other files call this one. */
function check(text: string, kind: SnippetKind, coredns: string, earlier: Earlier, file?: string) {
  const read = readSnippet(text, kind, earlier.named);
  const zones = checkZones(read.blocks, earlier.taken, file);
  const problems = [...read.problems, ...pluginProblems(read, coredns, earlier.plugins), ...zones.problems];
  const later: Earlier = {
    taken: [...earlier.taken, ...zones.zones],
    named: read.named,
    plugins: [...earlier.plugins, ...read.directives.map((one) => standingPlugin(one, file))],
  };
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column), later };
}

function pluginProblems(
  { directives, blocks }: ReadSnippet,
  coredns: string,
  standing: readonly StandingPlugin[],
): readonly CorefileProblem[] {
  const all = [...directives, ...blocks.flatMap((block) => block.directives)];
  return [
    ...unknownPlugins(all, coredns),
    ...checkArguments(all),
    ...checkForwards(all),
    ...movedHealth(directives),
    ...repeatedPlugins(directives, standing),
    ...blocks.flatMap((block) => repeatedPlugins(block.directives, [])),
  ];
}
