import { quoteText } from '../../diagnostics';
import type { Directive } from './corefile';
import type { CorefileProblem } from './problem';
import { error } from './problem';
import type { TokenStream } from './token-stream';
import type { Place, Token } from './tokenize';

/** Reads plugins up to the brace that closes their block, which is left to be read. */
export function parseDirectives(stream: TokenStream, problems: CorefileProblem[]): readonly Directive[] {
  const directives: Directive[] = [];
  while (stream.next !== undefined && stream.next.text !== '}') {
    if (stream.next.text === 'import') stream.takeImport();
    else directives.push(parseDirective(stream, problems));
  }
  return directives;
}

/** Reads the plugins of a file that is put inside of the block of ".". */
export function parseOverride(stream: TokenStream, problems: CorefileProblem[]): readonly Directive[] {
  const directives: Directive[] = [];
  while (stream.next !== undefined) {
    directives.push(...parseDirectives(stream, problems));
    if (stream.next !== undefined) problems.push(closesClusterBlock(stream.take()));
  }
  return directives;
}

/** Reads one plugin: the rest of its line, and what stands in braces that open there. */
export function parseDirective(stream: TokenStream, problems: CorefileProblem[]): Directive {
  const name = stream.take();
  const tokens = [name];
  const open: Token[] = [];
  for (let next = stream.next; next !== undefined; next = stream.next) {
    const { text } = next;
    if (open.length === 0 && next.beginsLine && text !== '{') break;
    if (open.length === 0 && text === '}') {
      problems.push(braceOnLine(next));
      break;
    }
    if (text === 'import' && next.beginsLine) stream.takeImport();
    else {
      const problem = misplaced(next, name, stream.last as Token, open.length);
      if (problem !== undefined) problems.push(problem);
      if (text === '{') open.push(next);
      if (text === '}') open.pop();
      tokens.push(stream.take());
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined) problems.push(neverClosed(unclosed));
  return { name, tokens };
}

export function neverClosed(open: Place): CorefileProblem {
  return error(
    open,
    'The brace is never closed',
    'CoreDNS takes what follows, the rest of its own Corefile included, for a part of the block. Write "}" on a line of its own.',
  );
}

function closesClusterBlock(brace: Token): CorefileProblem {
  return error(
    brace,
    '"}" closes the block of ".", which the file is put into',
    'CoreDNS takes what comes after it in its own Corefile for another server block. Remove the brace, or look above for one that is missing.',
  );
}

/** A word that CoreDNS takes, but its plugin does not. `before` is the word before it. */
function misplaced(token: Token, name: Token, before: Token, depth: number): CorefileProblem | undefined {
  if (token.text === '{' && token.beginsLine) return braceOfPlugin(token, name);
  if (token.text === '}' && !token.beginsLine) return braceOnLine(token);
  return depth === 0 && before.text === '}' ? behindBrace(token, name) : undefined;
}

function braceOnLine(brace: Token): CorefileProblem {
  return error(
    brace,
    '"}" stands on the line of a plugin',
    'CoreDNS takes it for an argument. Put it on a line of its own.',
  );
}

function braceOfPlugin(brace: Token, { text }: Token): CorefileProblem {
  return error(
    brace,
    `"{" does not stand on the line of ${quoteText(text)}`,
    'Only the brace of a zone may stand on a line of its own. Put it at the end of the line before.',
  );
}

function behindBrace(token: Token, { text }: Token): CorefileProblem {
  return error(
    token,
    `${quoteText(token.text)} stands behind the brace that closes ${quoteText(text)}`,
    'CoreDNS takes it for an argument of the same plugin. Put it on a line of its own.',
  );
}
