import type { CST, Document } from 'yaml';
import { Composer, LineCounter, Parser } from 'yaml';
import { quoteText } from '../../diagnostics';
import { findEncodingProblem } from './encoding';
import { nestsDeeperThan } from './nesting';
import type { TextProblem } from './text-problem';

/** Larger than any real profile, smaller than what makes a parser slow. */
const MAX_BYTES = 1024 * 1024;

/** Deeper than any real profile; some thousand levels end the whole process, not just the parser. */
const MAX_DEPTH = 64;

/** A text and what it is as YAML. */
export interface ParsedYaml {
  /** Missing where the text cannot be relied on for anything. */
  readonly document?: Document.Parsed;
  readonly lines: LineCounter;
  readonly problems: readonly TextProblem[];
}

/** Parses the text of one file. Duplicate keys, aliases and tags are left to the reader of the values. */
export function parseYaml(content: string): ParsedYaml {
  const lines = new LineCounter();
  if (Buffer.byteLength(content) > MAX_BYTES) {
    const hint = 'A profile describes one cluster; this is something else.';
    return { lines, problems: [problem(0, 'the file is larger than 1 MiB', hint)] };
  }
  const encoding = findEncodingProblem(content);
  if (encoding !== undefined) {
    lines.addNewLine(0);
    for (const { index } of content.matchAll(/\n/g)) lines.addNewLine(index + 1);
    return { lines, problems: [encoding] };
  }
  try {
    return { lines, ...compose(shallow(new Parser(lines.addNewLine).parse(content)), content) };
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const message = `lists and maps are nested more than ${MAX_DEPTH} deep`;
    return { lines, problems: [problem(0, message, 'Look for a bracket that is never closed.')] };
  }
}

class TooDeep extends Error {}

/** The tokens as they are, each looked at before anything else goes down into it. */
function* shallow(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    if (nestsDeeperThan(MAX_DEPTH, token)) throw new TooDeep();
    yield token;
  }
}

function compose(tokens: Iterable<CST.Token>, content: string): Omit<ParsedYaml, 'lines'> {
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false });
  const [first, second] = [...composer.compose(tokens)] as Document.Parsed[];
  const problems = first === undefined ? [] : syntaxProblems(first, content);
  if (problems.length > 0) return { problems };
  if (first === undefined || isBlank(first)) {
    return { problems: [problem(0, 'the file is empty', 'Begin with k3sVersion, lan and nodes.')] };
  }
  const further =
    second === undefined || isBlank(second)
      ? []
      : [problem(second.range[0], 'a second document begins here', 'Write one file a cluster.')];
  return { document: first, problems: [...further, ...yamlVersionProblems(first)] };
}

/** `---` with nothing behind it. */
function isBlank({ contents }: Document.Parsed): boolean {
  return contents === null || contents.range[0] === contents.range[1];
}

/** A program that heeds the line would read the rest by other rules than k3s and this program do. */
function yamlVersionProblems({ directives }: Document.Parsed): TextProblem[] {
  if (directives.yaml.explicit !== true || directives.yaml.version === '1.2') return [];
  return [problem(0, `the file says that it is YAML ${directives.yaml.version}`, 'Remove the %YAML line.')];
}

/**
 * What is not YAML at all. Tabs each by themselves; of everything else the first alone, since what follows it is
 * read wrongly more often than it is wrong.
 */
function syntaxProblems({ errors }: Document.Parsed, content: string): TextProblem[] {
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
  const other = errors.find(({ code }) => code !== 'TAB_AS_INDENT');
  return [
    ...tabs.map(({ pos: [offset] }) =>
      problem(offset, 'a tab is used for indentation', 'YAML takes spaces only.'),
    ),
    ...(other ? [notYaml(other.pos[0], other.code, other.message, content)] : []),
  ];
}

/** What to do about the commonest of the parser's complaints. */
const REMEDIES: Readonly<Partial<Record<string, string>>> = {
  BAD_INDENT: 'Keys of one map, and dashes of one list, begin in the same column.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value with ": " in it in quotes; begin a map on a line of its own.',
  MISSING_CHAR: 'Look for a colon, quote or bracket that is missing, here or on the line before.',
};

const UNCLOSED = 'Close the bracket, or put a text that begins with one in quotes.';

function notYaml(offset: number, code: string, complaint: string, content: string): TextProblem {
  const start = content.lastIndexOf('\n', offset - 1) + 1;
  const [line = ''] = content.slice(start).split('\n', 1);
  const subject = line.trim() === '' ? 'this' : quoteText(line.trim());
  const sentence = complaint
    .replace(/\s+/g, ' ')
    .replace(/[.:]$/, '')
    .replace(/ ["']quote$/, ' quote');
  const reason = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  const hint = sentence.includes('end with a')
    ? UNCLOSED
    : (REMEDIES[code] ?? 'Look at this line and the one before it.');
  return problem(offset, `${subject} is not valid YAML: ${reason}`, hint);
}

function problem(offset: number, message: string, hint: string): TextProblem {
  return { offset, rule: 'yaml-syntax', path: [], message, hint };
}
