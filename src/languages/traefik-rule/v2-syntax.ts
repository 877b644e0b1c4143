/**
 * What v2 called a placeholder: {name}, or {name:regular expression}, with one level of braces inside. Not the
 * braces of the regular expressions \p{Greek} and \x{10FFFF}.
 */
const PLACEHOLDER = /(?<!\\[pPx])\{([A-Za-z_][\w-]*)(?::((?:[^{}]|\{[^{}]*\})*))?\}/g;

/** Whether a value holds a placeholder of Traefik v2. */
export function hasPlaceholder(value: string): boolean {
  return value.search(PLACEHOLDER) >= 0;
}

/**
 * The regular expression that says in v3 what a value with placeholders said in v2.
 *
 * @param anything what a placeholder without an expression matches: `[^/]+` in a path, `[^.]+` in a host name
 */
export function withoutPlaceholders(value: string, anything: string): string {
  let expression = '';
  let at = 0;
  for (const match of value.matchAll(PLACEHOLDER)) {
    expression += literally(value.slice(at, match.index)) + (match[2] ?? anything);
    at = match.index + match[0].length;
  }
  return expression + literally(value.slice(at));
}

/** The regular expression that matches `text` and nothing else. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The value as a rule writes it: in backticks, unless it holds one. */
export function quoteValue(value: string): string {
  return value.includes('`') ? JSON.stringify(value) : `\`${value}\``;
}

/** How v3 says what one matcher with several values said in v2. */
export function spreadOut(name: string, values: readonly string[]): string {
  return values.map((value) => `${name}(${quoteValue(value)})`).join(' || ');
}
