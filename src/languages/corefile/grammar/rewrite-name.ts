import { quoteText } from '../../../diagnostics';
import { compileGoRegexp } from '../go/regexp';
import { REGEXP } from '../kinds/expressions';
import { wordOfAnyCase } from '../kinds/values';
import type { CorefileProblem } from '../problem';
import { misleading, createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';
import { checkArgument } from './check-argument';

const MATCH_WORDS = ['exact', 'prefix', 'suffix', 'substring', 'regex'];

/** How a name is compared. */
export const MATCHES = wordOfAnyCase(...MATCH_WORDS);

/** `[MATCH] FROM TO [answer ...]` */
export function checkName(type: CorefileToken, args: readonly CorefileToken[]): readonly CorefileProblem[] {
  const [first, second] = args;
  if (first === undefined || second === undefined) {
    const hint = 'Write a name and the one that takes its place: "name old.home.arpa new.home.arpa".';
    return [createRefusal(type, `${quoteText(type.text)} needs two names`, hint)];
  }
  if (args.length === 2) return checkExactNames(first, second);
  const [match, from, to, ...answer] = args as [CorefileToken, CorefileToken, CorefileToken];
  const mode = match.text.toLowerCase();
  return [
    ...checkArgument(match, MATCHES, type),
    ...(mode === 'exact' ? checkReplacement(from, to) : []),
    ...(mode === 'regex' ? checkRegexp(from, to) : []),
    ...checkAnswer(to, answer),
  ];
}

function checkExactNames(from: CorefileToken, to: CorefileToken): readonly CorefileProblem[] {
  if (!MATCH_WORDS.includes(from.text.toLowerCase())) return checkReplacement(from, to);
  return [
    ...checkReplacement(from, to),
    misleading(
      from,
      `${quoteText(from.text)} is a name to CoreDNS here`,
      'With two arguments both are names. Write the name and the one that takes its place behind it.',
    ),
  ];
}

/** A name that is a regular expression, too, and uses no groups. */
const PLAIN_NAME = /^[-\w.]*$/;

/** By an oversight of its own, CoreDNS compiles the new name of an exact match as a regular expression. */
function checkReplacement(from: CorefileToken, to: CorefileToken): readonly CorefileProblem[] {
  if (PLAIN_NAME.test(from.text) && PLAIN_NAME.test(to.text)) return [];
  const compiled = compileGoRegexp(asName(to.text));
  if ('reason' in compiled) {
    const hint = 'CoreDNS does not start with it. Write a domain name.';
    return [createRefusal(to, `${quoteText(to.text)} is not a name that CoreDNS can rewrite to`, hint)];
  }
  return groupsUsed(asName(from.text)) > compiled.regexp.groupCount() ? [tooManyGroups(from)] : [];
}

/** A pattern, and its replacement, which may refer to the pattern's groups. */
function checkRegexp(from: CorefileToken, to: CorefileToken): readonly CorefileProblem[] {
  const faults = checkArgument(from, REGEXP, from);
  const compiled = compileGoRegexp(from.text);
  if (faults.length > 0 || 'reason' in compiled) return faults;
  return groupsUsed(to.text) > compiled.regexp.groupCount() ? [tooManyGroups(to)] : [];
}

function tooManyGroups(arg: CorefileToken): CorefileProblem {
  return createRefusal(
    arg,
    `${quoteText(arg.text)} uses more groups than the expression has`,
    'Write "{1}" for the first pair of parentheses in the expression, "{2}" for the second.',
  );
}

/** How many different groups a replacement uses, `{0}` included. */
function groupsUsed(text: string): number {
  const used = [...text.matchAll(/\{(0|[1-9]\d?|100)\}/g)].map(([, number]) => number);
  return new Set(used).size;
}

function asName(text: string): string {
  return text.toLowerCase().replace(/\.?$/, '.');
}

/** `answer auto`, `answer name FROM TO`, `answer value FROM TO`, in any number. */
function checkAnswer(before: CorefileToken, args: readonly CorefileToken[]): readonly CorefileProblem[] {
  const [first] = args;
  if (first === undefined) return [];
  if (first.text !== 'answer' || args.length < 2) {
    return [
      createRefusal(
        first,
        `${quoteText(first.text)} is too much for this rule`,
        'Write "answer auto", or remove it.',
      ),
    ];
  }
  const problems: CorefileProblem[] = [];
  const kinds = new Set<string>();
  for (let at = 0; at < args.length;) {
    if (args[at]?.text === 'answer') at++;
    const kind = args[at++];
    if (kind === undefined) return [...problems, incomplete(args[args.length - 1] ?? before)];
    kinds.add(kind.text);
    if (kinds.has('auto') && kinds.has('name')) {
      return [
        ...problems,
        createRefusal(kind, '"answer auto" and "answer name" exclude each other', 'Remove one of the two.'),
      ];
    }
    if (kind.text === 'auto') continue;
    if (kind.text !== 'name' && kind.text !== 'value') {
      const hint = 'Write "answer auto", "answer name" or "answer value".';
      return [...problems, createRefusal(kind, `${quoteText(kind.text)} is not a kind of answer`, hint)];
    }
    const [from, to] = [args[at], args[at + 1]];
    if (from === undefined || to === undefined) return [...problems, incomplete(kind)];
    problems.push(...checkRegexp(from, to));
    at += 2;
  }
  return problems;
}

function incomplete(last: CorefileToken): CorefileProblem {
  const hint = 'Write "answer auto", or "answer name" with an expression and a name.';
  return createRefusal(last, `${quoteText(last.text)} is not the whole of an answer rule`, hint);
}
