import type { StandingPlugins } from './check-plugins';
import { addStanding, checkPlugins } from './check-plugins';
import type { TakenZone } from './check-zones';
import { checkZones } from './check-zones';
import type { SurroundedSnippet } from './coredns-verdict';
import { isRefusedByCoreDns, withVerdict } from './coredns-verdict';
import { CLUSTER_BLOCK, movedHealth } from './cluster-block';
import type { CorefileServerBlock, SnippetFile, NamedSnippet } from './corefile';
import type { CorefileProblem } from './problem';
import type { ReadSnippet, SnippetKind } from './read-snippet';
import { readSnippet } from './read-snippet';
import { findUnaskedBlocks, listOwnPorts } from './unasked-blocks';

/** What surrounds raw snippets. */
export interface SnippetSurroundings {
  /** The CoreDNS that reads them, `major.minor.patch`. */
  readonly coredns: string;
  /** Zones that another server block answers. */
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
  readonly plugins: StandingPlugins;
  /** Ports of CoreDNS itself that any of the files forwards to. */
  readonly ownPorts: ReadonlySet<number>;
}

const NO_PLUGINS: StandingPlugins = new Map();

/** Problems of raw Corefile text by itself, in the order of their places. */
export function checkSnippet(text: string, kind: SnippetKind, coredns: string): readonly CorefileProblem[] {
  return check(
    { text, kind, coredns, isLast: true },
    {
      ...{ taken: [], named: [], plugins: CLUSTER_BLOCK },
      ownPorts: new Set(listOwnPorts(text)),
    },
  ).problems;
}

/** Problems of several snippets, by themselves and with each other, in the order in which CoreDNS reads them. */
export function checkSnippets(
  snippets: readonly SnippetFile[],
  { coredns, taken }: SnippetSurroundings,
): readonly SnippetProblem[] {
  const inOrder = [...snippets].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ownPorts = new Set(snippets.flatMap(({ text }) => listOwnPorts(text)));
  let earlier: Earlier = { taken, named: [], plugins: CLUSTER_BLOCK, ownPorts };
  return (['override', 'server'] as const).flatMap((kind) => {
    const files = inOrder.filter(({ name }) => name.endsWith(`.${kind}`));
    return files.flatMap((snippet, index) => {
      const isLast = index === files.length - 1;
      const { text, name } = snippet;
      const { problems, later } = check({ text, kind, coredns, isLast }, earlier, name);
      earlier = later;
      return problems.map((problem) => ({ ...problem, snippet }));
    });
  });
}

/** `file`: how messages about other files call this one. */
function check(snippet: Omit<SurroundedSnippet, 'named'>, earlier: Earlier, file?: string) {
  const { text, kind, coredns } = snippet;
  const { named, taken, plugins, ownPorts } = earlier;
  const read = readSnippet(text, kind, named);
  const zones = checkZones(read.blocks, taken, file);
  const found = [
    ...read.problems,
    ...pluginProblems(read, coredns, plugins),
    ...zones.problems,
    ...findUnaskedBlocks(read.blocks, ownPorts),
  ];
  const problems =
    read.problems.length === 0 ? found : [...withVerdict(found, isRefusedByCoreDns({ ...snippet, named }))];
  const later: Earlier = {
    taken: [...taken, ...zones.zones],
    named: read.named,
    plugins: addStanding(plugins, read.directives, file),
    ownPorts,
  };
  return { problems: problems.sort((a, b) => a.line - b.line || a.column - b.column), later };
}

function pluginProblems(
  { directives, blocks }: ReadSnippet,
  coredns: string,
  standing: StandingPlugins,
): readonly CorefileProblem[] {
  return [
    ...checkPlugins(directives, { coredns, standing, keys: ['.'] }),
    ...movedHealth(directives),
    ...blocks.flatMap((block) => checkPlugins(block.directives, { coredns, ...surroundingsOf(block) })),
  ];
}

function surroundingsOf({ keys }: CorefileServerBlock) {
  return { standing: NO_PLUGINS, keys: keys.map(({ text }) => text) };
}
