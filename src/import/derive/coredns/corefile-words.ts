import type { CorefileDirective as ParsedDirective } from '../../../languages/corefile';

/** A use of a plugin as words: its name, its arguments, and the lines in its braces. */
export interface Words {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Words[];
}

/** A parsed directive as nested words. */
export function toWords({ tokens }: ParsedDirective): Words {
  const lines: { text: string; depth: number; begins: boolean }[] = [];
  let depth = 0;
  for (const { text, beginsLine, quoted } of tokens) {
    if (text === '}' && !quoted) depth -= 1;
    else if (text === '{' && !quoted) depth += 1;
    else lines.push({ text, depth, begins: beginsLine || lines.length === 0 });
  }
  const root: { name: string; args: string[]; block: Words[] }[] = [];
  const open: { name: string; args: string[]; block: Words[] }[] = [];
  for (const { text, depth: level, begins } of lines) {
    if (!begins) {
      open.at(-1)?.args.push(text);
      continue;
    }
    const words = { name: text, args: [], block: [] };
    open.length = Math.min(open.length, level);
    const parent = open.at(-1);
    if (parent === undefined) root.push(words);
    else parent.block.push(words);
    open.push(words);
  }
  return root[0] ?? { name: '', args: [], block: [] };
}

const INDENT = '    ';

/** The text that a server block of k3s-netstack has; undefined where it has a token that is written in quotes. */
export function formatServerBlock(keys: readonly string[], directives: readonly Words[]): string {
  return `${keys.join(' ')} {\n${formatDirectives(directives, INDENT)}}\n`;
}

export function formatDirectives(directives: readonly Words[], indent = ''): string {
  return directives.map((directive) => formatDirective(directive, indent)).join('');
}

function formatDirective({ name, args, block }: Words, indent: string): string {
  const line = `${indent}${[name, ...args].map(formatToken).join(' ')}`;
  return block.length === 0
    ? `${line}\n`
    : `${line} {\n${formatDirectives(block, `${indent}${INDENT}`)}${indent}}\n`;
}

function formatToken(token: string): string {
  const bare = /^[^"#]([^#]*[^#{}])?$/s.test(token) && !/\s/.test(token);
  return bare ? token : `"${token.replaceAll('"', '\\"')}"`;
}
