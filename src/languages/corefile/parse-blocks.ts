import { quoteText } from '../../diagnostics';
import type { Directive, ServerBlock } from './corefile';
import { neverClosed, parseDirective, parseDirectives } from './parse-directives';
import type { CorefileProblem } from './problem';
import { error } from './problem';
import type { TokenStream } from './token-stream';
import type { Token } from './tokenize';

/** Tells a plugin without a zone from a zone without braces. */
export type IsPlugin = (name: string) => boolean;

/** Reads server blocks to the end. */
export function parseBlocks(
  stream: TokenStream,
  problems: CorefileProblem[],
  isPlugin: IsPlugin,
): readonly ServerBlock[] {
  const blocks: ServerBlock[] = [];
  while (stream.next !== undefined) {
    const keys = parseKeys(stream, problems);
    const block =
      stream.next?.text === '{'
        ? parseBraces(stream, problems, keys)
        : withoutBraces(stream, problems, keys, isPlugin);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

/** Reads zones: the words of a line, and those of further lines after a comma. */
function parseKeys(stream: TokenStream, problems: CorefileProblem[]): readonly Token[] {
  const keys: Token[] = [];
  let comma: Token | undefined;
  for (let next = stream.next; next !== undefined && next.text !== '{'; next = stream.next) {
    if (next.text === 'import' && next.beginsLine && keys.length === 0) {
      stream.takeImport();
      continue;
    }
    if (next.beginsLine && keys.length > 0 && comma === undefined) break;
    const token = stream.take();
    comma = token.text.endsWith(',') ? token : undefined;
    const text = comma === undefined ? token.text : token.text.slice(0, -1);
    if (text !== '') keys.push({ ...token, text });
  }
  if (comma !== undefined) problems.push(error(comma, 'No zone comes after the comma', 'Remove the comma.'));
  return keys;
}

function parseBraces(
  stream: TokenStream,
  problems: CorefileProblem[],
  keys: readonly Token[],
): ServerBlock | undefined {
  const open = stream.take();
  const [first, ...others] = keys;
  if (first === undefined) {
    problems.push(error(open, '"{" has no zone before it', 'Write the zone first: "home.arpa {".'));
  }
  if (first !== undefined && others.length === 0 && /^\(.*\)$/s.test(first.text)) {
    return parseSnippet(stream, problems, first, open);
  }
  const directives = parseDirectives(stream, problems);
  if (stream.next === undefined) problems.push(neverClosed(open));
  else stream.take();
  return first && { keys, directives };
}

function parseSnippet(stream: TokenStream, problems: CorefileProblem[], key: Token, open: Token): undefined {
  const tokens: Token[] = [];
  for (let depth = 1; stream.next !== undefined;) {
    const token = stream.take();
    if (token.text === '{') depth++;
    if (token.text === '}') depth--;
    if (depth === 0) {
      stream.define({ key, name: key.text.slice(1, -1), tokens });
      return undefined;
    }
    tokens.push(token);
  }
  problems.push(neverClosed(open));
  return undefined;
}

/** What CoreDNS takes for a server block without braces, to the end of all files. */
function withoutBraces(
  stream: TokenStream,
  problems: CorefileProblem[],
  keys: readonly Token[],
  isPlugin: IsPlugin,
): ServerBlock | undefined {
  const [first] = keys;
  if (first === undefined) return undefined;
  if (first.text === '}') problems.push(closesNothing(first));
  else if (isPlugin(first.text)) problems.push(outsideOfBlock(first, keys));
  else return parseUnbraced(stream, problems, first, keys, isPlugin);
  return undefined;
}

/** Takes the lines that follow for the zone's as long as they begin with a plugin. */
function parseUnbraced(
  stream: TokenStream,
  problems: CorefileProblem[],
  first: Token,
  keys: readonly Token[],
  isPlugin: IsPlugin,
): ServerBlock {
  problems.push(noBraces(first, keys));
  const directives: Directive[] = [];
  while (stream.next !== undefined && isPlugin(stream.next.text)) {
    directives.push(parseDirective(stream, problems));
  }
  return { keys, directives };
}

function closesNothing(brace: Token): CorefileProblem {
  return error(brace, '"}" closes nothing', 'Remove it, or look above for a brace that is missing.');
}

function outsideOfBlock(first: Token, keys: readonly Token[]): CorefileProblem {
  return error(
    first,
    `${words(keys)} stands outside of any server block`,
    'CoreDNS takes each word for a zone. Put the line into the braces of its zone; what is for the block of "." goes into an .override file.',
  );
}

function noBraces(first: Token, keys: readonly Token[]): CorefileProblem {
  return error(
    first,
    `${words(keys)} has no braces`,
    'CoreDNS takes each word for a zone, and all that follows for their plugins, other files included. Write "{" behind the zone, and "}" on a line of its own after its plugins.',
  );
}

function words(keys: readonly Token[]): string {
  return quoteText(keys.map(({ text }) => text).join(' '));
}
