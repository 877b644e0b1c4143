import { formatCount, joinList, quoteText } from '../../diagnostics';
import { findNearest } from '../../diagnostics/find-nearest';
import { isAtLeast } from '../../releases';
import type { CorefileDirective } from './corefile';
import { CorefileDispenser } from './dispenser';
import { checkArgument } from './grammar/check-argument';
import { hasVariable } from './environment-variable';
import type {
  ArgumentList,
  CorefileLine,
  PluginContext,
  PluginGrammar,
  PluginOptions,
} from './plugin-grammar';
import type { CorefileProblem } from './problem';
import { misleading, problem, createRefusal } from './problem';
import type { CorefileToken } from './tokenize';

/**
 * Problems of all uses of one plugin in a server block. CoreDNS reads them as one text, which is why what one use
 * leaves over is read as another.
 */
export function checkPlugin(
  grammar: PluginGrammar,
  uses: readonly CorefileDirective[],
  context: PluginContext,
): readonly CorefileProblem[] {
  return new PluginChecker(grammar, uses, context).check();
}

class PluginChecker {
  private readonly dispenser: CorefileDispenser;
  /** The words that name the plugin, one of each use. */
  private readonly starts: ReadonlySet<CorefileToken>;
  private problems: CorefileProblem[] = [];
  private isRefused = false;
  private leftoverNoted = false;

  constructor(
    private readonly grammar: PluginGrammar,
    uses: readonly CorefileDirective[],
    private readonly context: PluginContext,
  ) {
    this.dispenser = new CorefileDispenser(uses.flatMap(({ tokens }) => tokens));
    this.starts = new Set(uses.map(({ name }) => name));
  }

  check(): readonly CorefileProblem[] {
    const { repeated } = this.grammar;
    const isLoop = repeated === 'added' || repeated === 'last';
    while (this.dispenser.next()) {
      if (this.starts.has(this.dispenser.token)) this.readUse();
      else if (this.grammar.skipsLeftovers) this.noteLeftover(false);
      else this.readLeftover();
      if (!isLoop) {
        const isLeftover = this.dispenser.next() && !this.starts.has(this.dispenser.token);
        if (isLeftover) this.noteLeftover(repeated === 'refused');
        break;
      }
    }
    return this.problems;
  }

  /** Reads what a use leaves over as CoreDNS does: as another use. */
  private readLeftover(): void {
    const first = this.dispenser.token;
    const { problems, isRefused } = this;
    this.problems = [];
    this.isRefused = false;
    this.readUse();
    const leadsToRefusal = this.isRefused;
    this.problems = problems;
    this.isRefused = isRefused;
    this.noteLeftover(leadsToRefusal, first);
  }

  private noteLeftover(leadsToRefusal: boolean, token = this.dispenser.token): void {
    // One mistake in braces makes everything after it look like a leftover.
    if (this.isRefused || (this.leftoverNoted && !leadsToRefusal)) return;
    this.leftoverNoted = true;
    this.add(leftover(token, this.grammar, leadsToRefusal));
  }

  private add(...problems: readonly CorefileProblem[]): void {
    for (const one of problems) {
      this.problems.push(one);
      this.isRefused ||= one.consequence === 'refused';
    }
  }

  private readUse(): void {
    const word = this.dispenser.token;
    const line = { word, args: this.readArguments(this.grammar.args) };
    if (this.grammar.braces === 'arguments' && line.args.length < 2) {
      const inside: CorefileToken[] = [];
      while (this.dispenser.nextBlock()) inside.push(this.dispenser.token);
      line.args = [...line.args, ...inside];
    }
    this.checkArguments(line, this.grammar.args, `Write ${quoteText(this.grammar.example)}.`);
    const options = this.readOptions(line.args);
    const checked = this.grammar.check?.({ ...line, options }, this.context) ?? [];
    this.add(...checked);
  }

  private readArguments({ reader, kinds, surplus }: ArgumentList): readonly CorefileToken[] {
    if (reader === 'line') return this.dispenser.remainingArgs();
    const args: CorefileToken[] = [];
    const most = surplus === 'refused' ? kinds.length + 1 : kinds.length;
    while (args.length < most && this.dispenser.nextArg()) args.push(this.dispenser.token);
    return args;
  }

  private readOptions(args: readonly CorefileToken[]): readonly CorefileLine[] {
    const { braces } = this.grammar;
    const known = typeof braces === 'function' ? braces(args) : braces;
    if (known === undefined || known === 'arguments') return [];
    const lines: CorefileLine[] = [];
    let previous: CorefileToken | undefined;
    while (this.dispenser.nextBlock()) {
      const word = this.dispenser.token;
      const line = this.readOption(word, known, lines, previous);
      if (line === undefined) break;
      lines.push(line);
      previous = word;
    }
    return lines;
  }

  /** Undefined if what follows cannot be understood. */
  private readOption(
    word: CorefileToken,
    known: PluginOptions,
    before: readonly CorefileLine[],
    previous: CorefileToken | undefined,
  ): CorefileLine | undefined {
    const option = optionOf(known, word.text);
    if (option === undefined) return this.readOther(word, known, before, previous);
    const line = { word, args: this.readArguments(option) };
    if (option.since !== undefined && !isAtLeast(this.context.coredns, option.since)) {
      this.add(this.tooNew(word, option.since));
    } else if (option.once && before.some((one) => one.word.text === word.text)) {
      this.add(
        createRefusal(
          word,
          `${quoteText(word.text)} is there twice`,
          'CoreDNS takes it once. Remove one of the two.',
        ),
      );
    } else {
      this.checkArguments(line, option, describeArguments(option));
    }
    return line;
  }

  private readOther(
    word: CorefileToken,
    known: PluginOptions,
    before: readonly CorefileLine[],
    previous: CorefileToken | undefined,
  ): CorefileLine | undefined {
    const line = { word, args: this.dispenser.remainingArgs() };
    const other = known.other?.(line, before) ?? 'unknown';
    if (other !== 'unknown') {
      this.add(...other);
      return line;
    }
    if (hasVariable(word.text)) return line;
    if (word.text === '{') {
      this.add(
        createRefusal(
          word,
          `An option of ${quoteText(this.grammar.name)} has no braces`,
          'Remove the braces inside of braces.',
        ),
      );
      return undefined;
    }
    this.add(
      previous !== undefined && !word.beginsLine
        ? this.surplus(word, previous)
        : unknownOption(word, this.grammar.name, Object.keys(known.options)),
    );
    return line;
  }

  /** A word behind an option that reads fewer arguments. */
  private surplus(word: CorefileToken, option: CorefileToken): CorefileProblem {
    return createRefusal(
      word,
      `${quoteText(word.text)} is one argument too many for ${quoteText(option.text)}`,
      `CoreDNS reads it as an option of ${quoteText(this.grammar.name)}. Remove it, or put it on a line of its own.`,
    );
  }

  private tooNew(word: CorefileToken, since: string): CorefileProblem {
    return createRefusal(
      word,
      `${quoteText(word.text)} is not an option of ${quoteText(this.grammar.name)} in CoreDNS ${this.context.coredns}`,
      `CoreDNS ${since} introduced it. Remove it, or use a k3s with a newer CoreDNS.`,
    );
  }

  private checkArguments(line: CorefileLine, list: ArgumentList, hint: string): void {
    const problems = [...checkCount(line, list, hint), ...this.checkKinds(line, list)];
    const brace = line.args.find(({ text }) => text === '}');
    if (brace === undefined) this.add(...problems);
    else this.add(braceOnLine(brace, line, problems));
  }

  private checkKinds(line: CorefileLine, list: ArgumentList): readonly CorefileProblem[] {
    const { kinds, min, rest } = list;
    const { args } = line;
    if (args.length < min) return [];
    const read = rest === undefined ? args.slice(0, kinds.length) : args;
    return [
      ...read.flatMap((arg, index) => checkArgument(arg, kinds[index] ?? rest, line.word)),
      ...(list.check?.(line, this.context) ?? []),
    ];
  }
}

function leftover(
  token: CorefileToken,
  { name, example }: PluginGrammar,
  isRefused: boolean,
): CorefileProblem {
  const plugin = quoteText(name);
  const note = (message: string, hint: string) =>
    problem(isRefused ? 'refused' : 'misleading', token, message, hint);
  if (token.text === '{' && token.beginsLine) {
    const hint =
      'Only the brace of a zone may be on a line of its own. Put it at the end of the line before.';
    return note(`"{" is not on the line of ${plugin}`, hint);
  }
  if (token.text === '{' || token.beginsLine) {
    return isRefused
      ? note(`${plugin} takes no braces here`, `Write ${quoteText(example)}.`)
      : note(`${plugin} has no options`, 'CoreDNS ignores its braces. Remove them.');
  }
  const hint = `CoreDNS takes it for another use of ${plugin}. Put it on a line of its own, or remove it.`;
  return note(`${quoteText(token.text)} is behind the end of ${plugin}`, hint);
}

function optionOf({ options, ignoreCase = false }: PluginOptions, text: string): ArgumentList | undefined {
  const name = ignoreCase ? text.toLowerCase() : text;
  return Object.hasOwn(options, name) ? options[name] : undefined;
}

function checkCount(line: CorefileLine, list: ArgumentList, hint: string): readonly CorefileProblem[] {
  const { kinds, min, rest, surplus } = list;
  const { word, args } = line;
  if (args.length < min) {
    const has = args.length === 0 ? 'no argument' : formatCount(args.length, 'argument', 'arguments');
    const least = rest !== undefined || kinds.length > min ? 'at least ' : '';
    return [createRefusal(word, `${quoteText(word.text)} has ${has} and needs ${least}${min}`, hint)];
  }
  const extra = rest === undefined ? args[kinds.length] : undefined;
  if (extra === undefined) return [];
  const message = `${quoteText(word.text)} takes ${describeCount(kinds.length)}`;
  return surplus === 'ignored'
    ? [misleading(extra, message, 'CoreDNS ignores the rest of the line.')]
    : [createRefusal(extra, message, hint)];
}

/** A closing brace that CoreDNS takes for an argument. */
function braceOnLine(
  brace: CorefileToken,
  { word }: CorefileLine,
  problems: readonly CorefileProblem[],
): CorefileProblem {
  const isRefused = problems.some(({ consequence }) => consequence === 'refused');
  return problem(
    isRefused ? 'refused' : 'misleading',
    brace,
    `"}" is on the line of ${quoteText(word.text)}`,
    'CoreDNS takes it for an argument. Put it on a line of its own.',
  );
}

function describeArguments({ kinds, rest }: ArgumentList): string {
  const titles = kinds.map(({ title }) => title);
  if (rest !== undefined) titles.push(`${rest.title}, or several`);
  return titles.length === 0 ? 'Remove it.' : `It takes ${joinList(titles)}.`;
}

function describeCount(max: number): string {
  return max === 0 ? 'no argument' : `${formatCount(max, 'argument', 'arguments')} at most`;
}

function unknownOption(word: CorefileToken, plugin: string, options: readonly string[]): CorefileProblem {
  const meant = findNearest(word.text, options);
  const known =
    options.length === 0 ? 'It has no options. Remove the line.' : `Its options are ${joinList(options)}.`;
  return createRefusal(
    word,
    `${quoteText(word.text)} is not an option of ${quoteText(plugin)}`,
    meant === undefined ? known : `Did you mean "${meant}"?`,
  );
}
