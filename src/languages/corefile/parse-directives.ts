import { quoteText } from '../../diagnostics';
import type { CorefileDirective } from './corefile';
import type { CorefileProblem } from './problem';
import { createRefusal } from './problem';
import type { TokenStream } from './token-stream';
import type { CorefilePlace, CorefileToken } from './tokenize';

/** Reads plugins up to the brace that closes their block, which is left to be read. */
export function parseDirectives(
  stream: TokenStream,
  problems: CorefileProblem[],
): readonly CorefileDirective[] {
  const directives: CorefileDirective[] = [];
  while (stream.next !== undefined && stream.next.text !== '}') {
    if (stream.next.text === 'import') stream.takeImport();
    else directives.push(parseDirective(stream, problems));
  }
  return directives;
}

/** Reads the plugins of a file that is put inside of the block of ".". */
export function parseOverride(
  stream: TokenStream,
  problems: CorefileProblem[],
): readonly CorefileDirective[] {
  const directives: CorefileDirective[] = [];
  while (stream.next !== undefined) {
    for (const directive of parseDirectives(stream, problems)) directives.push(directive);
    if (stream.next !== undefined) problems.push(closesClusterBlock(stream.take()));
  }
  return directives;
}

/** Reads one plugin: the rest of its line, and what is in the braces that open there. */
export function parseDirective(stream: TokenStream, problems: CorefileProblem[]): CorefileDirective {
  const name = stream.take();
  const tokens = [name];
  const open: CorefileToken[] = [];
  for (let next = stream.next; next !== undefined; next = stream.next) {
    const { text } = next;
    if (open.length === 0 && next.beginsLine && text !== '{') break;
    if (open.length === 0 && text === '}') {
      problems.push(braceOnLine(next));
      break;
    }
    if (text === 'import' && next.beginsLine) {
      stream.takeImport();
      continue;
    }
    if (text === '{') open.push(next);
    if (text === '}') open.pop();
    tokens.push(stream.take());
  }
  const [unclosed] = open;
  if (unclosed !== undefined) problems.push(neverClosed(unclosed));
  return { name, tokens };
}

export function neverClosed(open: CorefilePlace): CorefileProblem {
  return createRefusal(
    open,
    'The brace is never closed',
    'CoreDNS takes what follows, the rest of its own Corefile included, for a part of the block. Write "}" on a line of its own.',
  );
}

function closesClusterBlock(brace: CorefileToken): CorefileProblem {
  return createRefusal(
    brace,
    '"}" closes the block of ".", which the file is put into',
    'CoreDNS takes what comes after it in its own Corefile for another server block. Remove the brace, or look above for one that is missing.',
  );
}

function braceOnLine(brace: CorefileToken): CorefileProblem {
  return createRefusal(
    brace,
    `${quoteText('}')} is on the line of a plugin`,
    'CoreDNS does not expect it there. Put it on a line of its own.',
  );
}
