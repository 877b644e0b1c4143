import type { CorefileDirective, CorefileServerBlock, NamedSnippet } from './corefile';
import { checkTokens } from './check-tokens';
import { splitGluedBraces } from './glued-braces';
import { parseBlocks } from './parse-blocks';
import { parseOverride } from './parse-directives';
import { isPlugin } from './plugins';
import type { CorefileProblem } from './problem';
import { TokenStream } from './token-stream';
import { tokenize } from './tokenize';

/** `override`: inserted into the block of ".". `server`: beside it. */
export type SnippetKind = 'override' | 'server';

/** The content of a raw snippet. */
export interface ReadSnippet {
  /** Of an override: what it adds to the block of ".". */
  readonly directives: readonly CorefileDirective[];
  /** Of a server snippet. */
  readonly blocks: readonly CorefileServerBlock[];
  /** All named snippets that files which are read later can import. */
  readonly named: readonly NamedSnippet[];
  /** What CoreDNS reads in another way, or not at all. */
  readonly problems: readonly CorefileProblem[];
}

/** Reads raw Corefile text. `named`: the named snippets of files that are read before. */
export function readSnippet(
  text: string,
  kind: SnippetKind,
  named: readonly NamedSnippet[] = [],
): ReadSnippet {
  const words = tokenize(text);
  const problems = [...checkTokens(words)];
  const stream = new TokenStream(splitGluedBraces(words.tokens, problems), named, problems);
  const directives = kind === 'override' ? parseOverride(stream, problems) : [];
  const blocks = kind === 'server' ? parseBlocks(stream, problems, isPlugin) : [];
  return { directives, blocks, named: stream.snippets, problems };
}
