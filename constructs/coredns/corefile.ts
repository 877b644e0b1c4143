/** One line of a server block: a plugin or an option of one, and what stands in braces behind it. */
export interface Directive {
  readonly name: string;
  /** @default - none */
  readonly args?: readonly string[];
  /** @default - no braces */
  readonly block?: readonly Directive[];
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
  return `${keys.map(renderToken).join(' ')} {\n${body}}\n`;
}

function renderDirective({ name, args = [], block }: Directive, indent: string): string {
  const line = `${indent}${[name, ...args].map(renderToken).join(' ')}`;
  if (block === undefined || block.length === 0) return `${line}\n`;
  const body = block.map((option) => renderDirective(option, `${indent}${INDENT}`)).join('');
  return `${line} {\n${body}${indent}}\n`;
}

/** What CoreDNS takes for a space. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** What CoreDNS replaces by a variable of its environment, quotes or not. */
const VARIABLE = /\{\$[^}]+\}|\{%.+?%\}/s;

/**
 * A token as CoreDNS reads it back; one that ends in a brace is quoted, for readers. In quotes a backslash
 * escapes nothing but a quote, so some tokens cannot be written at all.
 */
function renderToken(token: string): string {
  const bare = /^[^"#]([^#]*[^#{}])?$/s.test(token) && !SPACE.test(token);
  if (/^[{}]$/.test(token) || VARIABLE.test(token) || (!bare && /\\("|$)/.test(token))) {
    throw new Error(`${JSON.stringify(token)} cannot stand in a Corefile`);
  }
  return bare ? token : `"${token.replace(/"/g, '\\"')}"`;
}
