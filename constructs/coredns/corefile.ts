/** One line of a server block: a plugin or an option of one, and what stands in braces behind it. */
export interface Directive {
  readonly name: string;
  /** @default - none */
  readonly args?: readonly string[];
  /** @default - no braces */
  readonly block?: readonly Directive[];
  /**
   * Text that takes the directive's place as it is.
   *
   * @default - rendered from name, args and block
   */
  readonly raw?: string;
}

/** What answers for some zones. */
export interface ServerBlock {
  /** Zones with their port, such as `home.arpa:53`; no zone may stand in two blocks. */
  readonly keys: readonly string[];
  readonly directives: readonly Directive[];
}

const INDENT = '    ';

/**
 * Renders server blocks. The order of plugins in the text is for the reader: CoreDNS has one of its own.
 *
 * @see https://coredns.io/manual/configuration/
 */
export function renderCorefile(blocks: readonly ServerBlock[]): string {
  return blocks.map(renderBlock).join('');
}

/** Renders directives as they stand inside of a server block, for files that are imported there. */
export function renderDirectives(directives: readonly Directive[]): string {
  return directives.map((directive) => renderDirective(directive, '')).join('');
}

function renderBlock({ keys, directives }: ServerBlock): string {
  const body = directives.map((directive) => renderDirective(directive, INDENT)).join('');
  return `${keys.join(' ')} {\n${body}}\n`;
}

function renderDirective({ name, args = [], block, raw }: Directive, indent: string): string {
  if (raw !== undefined) return raw;
  const line = `${indent}${[name, ...args].map(renderToken).join(' ')}`;
  if (block === undefined || block.length === 0) return `${line}\n`;
  const body = block.map((option) => renderDirective(option, `${indent}${INDENT}`)).join('');
  return `${line} {\n${body}${indent}}\n`;
}

/**
 * A token that the parser could take for something else stands in quotes, in which a backslash escapes nothing but a
 * quote.
 */
function renderToken(token: string): string {
  return /^[^\s"#{}`]+$/.test(token) ? token : `"${token.replace(/"/g, '\\"')}"`;
}
