import type { CorefileToken } from './tokenize';

/** One use of a plugin: its name, its arguments and what its braces contain. */
export interface CorefileDirective {
  /** The word that names the plugin. */
  readonly name: CorefileToken;
  /** All words, the name and braces included. */
  readonly tokens: readonly CorefileToken[];
}

/** A block that answers for some zones. */
export interface CorefileServerBlock {
  /** The zones, as they are written but for commas. */
  readonly keys: readonly CorefileToken[];
  readonly directives: readonly CorefileDirective[];
}

/** A named piece of Corefile that `import` inserts. */
export interface NamedSnippet {
  /** The word that names it, parentheses included. */
  readonly key: CorefileToken;
  /** The name without parentheses. */
  readonly name: string;
  readonly tokens: readonly CorefileToken[];
}

/** Raw Corefile text; the name ends in `.override` or `.server`. */
export interface SnippetFile {
  readonly name: string;
  readonly text: string;
}
