import { Unreadable } from '../../address';
import { pathOf } from '../../diagnostics/profile-path';
import type { ProfilePath } from '../../diagnostics/profile-path';
import { memoize } from '../../evaluation/memoize';
import type { CorefileDirective, NamedSnippet, SnippetFile, SnippetKind } from '../../languages/corefile';
import { parseZoneKey, readSnippet } from '../../languages/corefile';
import type { CoreDnsPlan } from '../model';
import { snippetProblems } from './snippet-problems';

/** Port of the Service that pods ask. */
const DNS_PORT = 53;

/** What raw snippets add to a server block, or a server block that they define. */
export interface SnippetBlock {
  readonly snippet: SnippetFile;
  /** Path of its text. */
  readonly path: ProfilePath;
  /** Whether it is the block of ".", which also has the plugins of the Corefile itself. */
  readonly isMain: boolean;
  /** In lower case and without the final dot, except for ".". */
  readonly zones: readonly string[];
  /** Ports that it listens on. */
  readonly ports: readonly number[];
  /** Whether queries of pods reach it: plain DNS on port 53. */
  readonly isAskedByPods: boolean;
  readonly directives: readonly CorefileDirective[];
}

/** The server blocks of snippets without mistakes, in the order in which CoreDNS reads them. */
export const snippetBlocks = memoize((coredns: CoreDnsPlan): readonly SnippetBlock[] => {
  if (coredns.mode === 'none' || coredns.snippets.length === 0) return [];
  const wrong = new Set(
    snippetProblems(coredns)
      .filter(({ severity }) => severity === 'error')
      .map(({ snippet }) => snippet),
  );
  const inOrder = [...coredns.snippets].sort((a, b) => (a.name < b.name ? -1 : 1));
  let named: readonly NamedSnippet[] = [];
  return (['override', 'server'] as const).flatMap((kind) =>
    inOrder
      .filter(({ name }) => name.endsWith(`.${kind}`))
      .flatMap((snippet) => {
        const { blocks, later } = readBlocks(snippet, kind, named);
        named = later;
        return wrong.has(snippet) ? [] : blocks;
      }),
  );
});

function readBlocks(snippet: SnippetFile, kind: SnippetKind, named: readonly NamedSnippet[]) {
  const read = readSnippet(snippet.text, kind, named);
  const common = { snippet, path: pathOf(snippet, 'text') };
  const main: SnippetBlock = {
    ...common,
    ...{ isMain: true, zones: ['.'], ports: [DNS_PORT], isAskedByPods: true },
    directives: read.directives,
  };
  const own = read.blocks.map(({ keys, directives }): SnippetBlock => {
    const parsed = keys.flatMap(({ text }) => parseKey(text));
    return {
      ...common,
      isMain: false,
      zones: parsed.flatMap(({ zones }) => zones),
      ports: parsed.map(({ port }) => port),
      isAskedByPods: parsed.some(({ transport, port }) => transport === 'dns' && port === DNS_PORT),
      directives,
    };
  });
  return { blocks: kind === 'override' ? [main] : own, later: read.named };
}

function parseKey(text: string) {
  try {
    return [parseZoneKey(text)];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
