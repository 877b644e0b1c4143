import type { Consequence, CorefileProblem } from './problem';
import type { CorefileToken } from './tokenize';

/** What is wrong with one argument. */
export interface ArgumentFault {
  /** What follows the quoted argument: `is not a duration`. */
  readonly message: string;
  /**
   * Whether the plugin or option follows the message: `is not a value of "policy"`.
   *
   * @default false
   */
  readonly namesOwner?: boolean;
  /** What to write instead. */
  readonly hint: string;
  /** @default 'refused' */
  readonly consequence?: Consequence;
}

/** The values that an argument may have. */
export interface ArgumentKind {
  /** With its article, as a message names it: `a duration`. */
  readonly title: string;
  /** Undefined if CoreDNS accepts the argument. */
  findFault(text: string): ArgumentFault | undefined;
}

/** A plugin or an option, and its arguments. */
export interface CorefileLine {
  readonly word: CorefileToken;
  readonly args: readonly CorefileToken[];
}

/** What a plugin or an option takes on its line. */
export interface ArgumentList {
  /** Kinds by position. */
  readonly kinds: readonly ArgumentKind[];
  /** The fewest arguments. */
  readonly min: number;
  /**
   * Kind of all arguments behind `kinds`.
   *
   * @default - none may follow
   */
  readonly rest?: ArgumentKind;
  /**
   * How CoreDNS reads them. `line`: all up to the end of the line or a brace. `word`: one by one, and a brace is an
   * argument too.
   */
  readonly reader: 'line' | 'word';
  /**
   * What CoreDNS makes of more arguments than it takes. `refused`: it does not start. `ignored`: nothing. `option`: it
   * reads the next one as an option.
   */
  readonly surplus: 'refused' | 'ignored' | 'option';
  /** What no single kind can say: arguments that depend on each other. */
  readonly check?: (line: CorefileLine, use: PluginContext) => readonly CorefileProblem[];
  /**
   * Whether CoreDNS refuses a second one in the same braces.
   *
   * @default false
   */
  readonly once?: boolean;
  /** The first CoreDNS that has it, if that is newer than the oldest supported. */
  readonly since?: string;
}

/** What the braces of a plugin may contain. */
export interface PluginOptions {
  readonly options: Readonly<Record<string, ArgumentList>>;
  /**
   * Whether the letter case of option names does not matter.
   *
   * @default false
   */
  readonly ignoreCase?: boolean;
  /**
   * Reads a line that begins with no option. `before`: the options that were read before it.
   *
   * @default - CoreDNS refuses it
   */
  readonly other?: (line: CorefileLine, before: readonly CorefileLine[]) => OtherLine;
}

/** How CoreDNS takes a line that begins with no option: `unknown` means that it refuses it as one. */
export type OtherLine = 'unknown' | readonly CorefileProblem[];

/** One use of a plugin as it was read. */
export interface PluginUse extends CorefileLine {
  /** The lines in its braces that begin with an option. */
  readonly options: readonly CorefileLine[];
}

/** What surrounds a plugin. */
export interface PluginContext {
  /** Zones of the server block, as they are written. */
  readonly keys: readonly string[];
  /** Names of the other plugins in the server block. */
  readonly plugins: ReadonlySet<string>;
  /** The CoreDNS that reads it, `major.minor.patch`. */
  readonly coredns: string;
}

/**
 * What CoreDNS makes of a plugin that is used twice in one server block. `refused`: it does not start. `added`: both
 * count. `first` and `last`: only that one counts; CoreDNS does not report the other.
 */
export type PluginRepetition = 'refused' | 'added' | 'first' | 'last';

/** The Corefile syntax of one plugin, taken from its own setup code. */
export interface PluginGrammar {
  readonly name: string;
  /** The first CoreDNS that has it, if that is newer than the oldest supported. */
  readonly since?: string;
  /** For messages. */
  readonly example: string;
  readonly repeated: PluginRepetition;
  readonly args: ArgumentList;
  /**
   * What its braces may contain; may depend on its arguments, and undefined
   * then means the default. `arguments`: every word in them is one more argument,
   * where fewer than two precede the brace.
   *
   * @default - CoreDNS does not look for braces, and takes what is in them for further uses of the plugin
   */
  readonly braces?:
    PluginOptions | 'arguments' | ((args: readonly CorefileToken[]) => PluginOptions | undefined);
  /**
   * Whether CoreDNS skips what a use leaves over, instead of reading it as another use.
   *
   * @default false
   */
  readonly skipsLeftovers?: boolean;
  /** What no single line can say: options that depend on each other or on the server block. */
  readonly check?: (use: PluginUse, context: PluginContext) => readonly CorefileProblem[];
}
