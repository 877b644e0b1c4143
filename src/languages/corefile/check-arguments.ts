import { Address } from '../../address';
import { formatCount, joinList, quoteText } from '../../diagnostics';
import { findNearest } from '../../diagnostics/find-nearest';
import type { Directive } from './corefile';
import type { Arguments } from './plugin-syntax';
import { PLUGIN_SYNTAX } from './plugin-syntax';
import type { CorefileProblem } from './problem';
import { error } from './problem';
import type { Token } from './tokenize';

/** A plugin or option, and what stands behind it on its line. */
interface Line {
  readonly word: Token;
  readonly args: readonly Token[];
}

/** Arguments and options that plugins do not take. */
export function checkArguments(directives: readonly Directive[]): readonly CorefileProblem[] {
  return directives.flatMap((directive) => {
    const { name } = directive;
    const syntax = PLUGIN_SYNTAX.get(name.text);
    if (syntax === undefined) return [];
    const { plugin, options } = linesOf(directive);
    const wrong = wrongArguments(plugin, syntax.arguments, `Write ${quoteText(syntax.example)}.`);
    const inside = syntax.options === undefined ? [] : wrongOptions(name.text, options, syntax.options);
    return [...wrong, ...inside];
  });
}

/** Cuts a plugin into its own line and those of its options. */
function linesOf({ name, tokens }: Directive): { readonly plugin: Line; readonly options: readonly Line[] } {
  const open = tokens.findIndex(({ text }) => text === '{');
  const [args, inside] = open < 0 ? [tokens.slice(1), []] : [tokens.slice(1, open), tokens.slice(open + 1)];
  const options: { word: Token; args: Token[] }[] = [];
  let depth = 1;
  let before: Token | undefined;
  for (const token of inside) {
    if (token.text === '{') depth++;
    else if (token.text === '}') depth--;
    else if (depth === 1) {
      const current = options[options.length - 1];
      if (current === undefined || token.beginsLine || before === undefined)
        options.push({ word: token, args: [] });
      else current.args.push(token);
    }
    before = token;
  }
  return { plugin: { word: name, args }, options };
}

function wrongOptions(
  plugin: string,
  lines: readonly Line[],
  options: Readonly<Record<string, Arguments>>,
): readonly CorefileProblem[] {
  let entries = plugin === 'hosts';
  return lines.flatMap((line) => {
    const { word } = line;
    const option = Object.hasOwn(options, word.text) ? options[word.text] : undefined;
    if (option !== undefined) {
      if (word.text === 'fallthrough') entries = false;
      return wrongArguments(line, option, `It is an option of ${quoteText(plugin)}.`);
    }
    if (entries && Address.find(word.text) !== undefined) return [];
    return [unknownOption(word, plugin, Object.keys(options))];
  });
}

function unknownOption(word: Token, plugin: string, options: readonly string[]): CorefileProblem {
  if (plugin === 'hosts' && Address.find(word.text) !== undefined) {
    return error(
      word,
      `${quoteText(word.text)} stands behind "fallthrough"`,
      'CoreDNS takes no more addresses there. Put "fallthrough" last.',
    );
  }
  const meant = findNearest(word.text, options);
  const known = `There are ${joinList(options)}.`;
  return error(
    word,
    `${quoteText(word.text)} is no option of ${quoteText(plugin)}`,
    meant === undefined ? known : `Did you mean "${meant}"?`,
  );
}

function wrongArguments(
  { word, args }: Line,
  { min, max, kind }: Arguments,
  hint: string,
): readonly CorefileProblem[] {
  if (args.length < min) {
    const missing =
      min === 1
        ? 'has nothing behind it'
        : `has ${formatCount(args.length, 'argument', 'arguments')}, and needs ${min}`;
    return [error(word, `${quoteText(word.text)} ${missing}`, hint)];
  }
  const surplus = args[max];
  if (surplus !== undefined) {
    const takes = max === 0 ? 'no argument' : formatCount(max, 'argument', 'arguments at most');
    return [error(surplus, `${quoteText(word.text)} takes ${takes}`, hint)];
  }
  return wrongKind(args, kind, word);
}

/** As Go writes it: `30s`, `1m30s`. */
// Both spellings of micro, escaped: one such letter would make the whole bundle take two bytes a character in memory.
const DURATION = /^(?:0|\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$/;

function wrongKind(
  args: readonly Token[],
  kind: Arguments['kind'],
  { text }: Token,
): readonly CorefileProblem[] {
  const [first] = args;
  if (kind === undefined || first === undefined) return [];
  if (kind === 'duration') {
    const hint = /^\d+$/.test(first.text)
      ? `Did you mean "${first.text}s"?`
      : 'Write a number and s, m or h.';
    return DURATION.test(first.text)
      ? []
      : [error(first, `${quoteText(first.text)} is not a duration`, hint)];
  }
  if (kind === 'number') {
    return /^\d+$/.test(first.text)
      ? []
      : [
          error(
            first,
            `${quoteText(first.text)} is not a whole number`,
            `It stands behind ${quoteText(text)}.`,
          ),
        ];
  }
  return args
    .filter((arg) => !kind.includes(arg.text))
    .map((arg) =>
      error(arg, `${quoteText(arg.text)} is no value of ${quoteText(text)}`, `There are ${joinList(kind)}.`),
    );
}
