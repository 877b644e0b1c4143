import { quoteText } from '../../diagnostics';
import type { CorefileDirective, CorefileServerBlock } from './corefile';
import { neverClosed, parseDirective, parseDirectives } from './parse-directives';
import type { CorefileProblem } from './problem';
import { createBroken, misleading, problem, createRefusal } from './problem';
import type { TokenStream } from './token-stream';
import type { CorefileToken } from './tokenize';

/** Tells a plugin from a zone. */
export type IsPlugin = (name: string) => boolean;

/** Reads server blocks to the end. */
export function parseBlocks(
  stream: TokenStream,
  problems: CorefileProblem[],
  isPlugin: IsPlugin,
): readonly CorefileServerBlock[] {
  const blocks: CorefileServerBlock[] = [];
  while (stream.next !== undefined) {
    const keys = parseKeys(stream, problems);
    const block =
      stream.next?.text === '{'
        ? parseBraces(stream, problems, keys)
        : parseUnbraced(stream, problems, keys, isPlugin);
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

/** Reads zones: the words of a line, and those of further lines after a comma. */
function parseKeys(stream: TokenStream, problems: CorefileProblem[]): readonly CorefileToken[] {
  const keys: CorefileToken[] = [];
  let comma: CorefileToken | undefined;
  for (let next = stream.next; next !== undefined && next.text !== '{'; next = stream.next) {
    if (next.beginsLine && keys.length > 0 && comma === undefined) break;
    if (next.text === 'import' && next.beginsLine) {
      stream.takeImport();
      continue;
    }
    const token = stream.take();
    comma = token.text.endsWith(',') ? token : undefined;
    const text = comma === undefined ? token.text : token.text.slice(0, -1);
    if (text === '')
      problems.push(createBroken(token, `${quoteText(token.text)} is not a zone`, 'Remove it.'));
    else keys.push({ ...token, text });
  }
  if (comma !== undefined)
    problems.push(createRefusal(comma, 'No zone follows the comma', 'Remove the comma.'));
  return keys;
}

function parseBraces(
  stream: TokenStream,
  problems: CorefileProblem[],
  keys: readonly CorefileToken[],
): CorefileServerBlock | undefined {
  const open = stream.take();
  const [first, ...others] = keys;
  if (first === undefined) {
    const hint = 'CoreDNS ignores the block. Write the zone first: "home.arpa {".';
    problems.push(createBroken(open, '"{" has no zone before it', hint));
  }
  if (first !== undefined && others.length === 0 && isSnippetName(first)) {
    return parseSnippet(stream, problems, first, open);
  }
  const directives = parseDirectives(stream, problems);
  if (stream.next !== undefined) stream.take();
  else if (endsInBrace(directives)) problems.push(closedByPlugin(open));
  else problems.push(neverClosed(open));
  return first && { keys, directives };
}

function isSnippetName({ text }: CorefileToken): boolean {
  return /^\(.*\)$/s.test(text);
}

function endsInBrace(directives: readonly CorefileDirective[]): boolean {
  const last = directives[directives.length - 1]?.tokens;
  return last?.[last.length - 1]?.text === '}';
}

/** CoreDNS takes the brace of the last plugin for that of the block, too, if no other file follows. */
function closedByPlugin(open: CorefileToken): CorefileProblem {
  return misleading(
    open,
    'The brace is never closed',
    'CoreDNS takes it for closed only as long as no further .server file follows. Write "}" on a line of its own.',
  );
}

function parseSnippet(
  stream: TokenStream,
  problems: CorefileProblem[],
  key: CorefileToken,
  open: CorefileToken,
): undefined {
  const tokens: CorefileToken[] = [];
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

/** Reads what CoreDNS takes for a server block without braces, up to a brace or the end of all files. */
function parseUnbraced(
  stream: TokenStream,
  problems: CorefileProblem[],
  keys: readonly CorefileToken[],
  isPlugin: IsPlugin,
): CorefileServerBlock | undefined {
  const [first] = keys;
  if (first === undefined) return undefined;
  const directives: CorefileDirective[] = [];
  while (stream.next !== undefined && (stream.next.text === 'import' || isPlugin(stream.next.text))) {
    if (stream.next.text === 'import') stream.takeImport();
    else directives.push(parseDirective(stream, problems));
  }
  const closes = stream.next?.text === '}';
  if (closes) stream.take();
  const isRefused = isSnippetName(first) || (stream.next !== undefined && !closes);
  problems.push(faultOfUnbraced(first, keys, isPlugin, isRefused ? 'refused' : 'broken'));
  return first.text === '}' || isPlugin(first.text) || isSnippetName(first)
    ? undefined
    : { keys, directives };
}

function faultOfUnbraced(
  first: CorefileToken,
  keys: readonly CorefileToken[],
  isPlugin: IsPlugin,
  consequence: 'refused' | 'broken',
): CorefileProblem {
  const words = quoteText(keys.map(({ text }) => text).join(' '));
  if (first.text === '}') {
    return problem(
      consequence,
      first,
      '"}" closes nothing',
      'Remove it, or look above for a brace that is missing.',
    );
  }
  if (isPlugin(first.text)) {
    return problem(
      consequence,
      first,
      `${words} is outside of any server block`,
      'CoreDNS takes each word for a zone. Put the line into the braces of its zone; what is for the block of "." goes into an .override file.',
    );
  }
  return problem(
    consequence,
    first,
    `${words} has no braces`,
    'CoreDNS takes each word for a zone, and all that follows for their plugins, other files included. Write "{" behind the zone, and "}" on a line of its own after its plugins.',
  );
}
