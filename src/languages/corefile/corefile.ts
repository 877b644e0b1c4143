import type { Token } from './tokenize';

/** One use of a plugin: its name, its arguments and what stands in its braces. */
export interface Directive {
  /** The word that names the plugin. */
  readonly name: Token;
  /** All words, the name and braces included. */
  readonly tokens: readonly Token[];
}

/** What answers for some zones. */
export interface ServerBlock {
  /** The zones, as they are written but for commas. */
  readonly keys: readonly Token[];
  readonly directives: readonly Directive[];
}

/** A named piece of Corefile that `import` puts in its place. */
export interface NamedSnippet {
  /** The word that names it, parentheses included. */
  readonly key: Token;
  /** The name without parentheses. */
  readonly name: string;
  readonly tokens: readonly Token[];
}

/** Raw Corefile text; the name ends in `.override` or `.server`. */
export interface SnippetFile {
  readonly name: string;
  readonly text: string;
}
