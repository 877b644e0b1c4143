import type { CorefileToken } from './tokenize';

/**
 * Hands out the tokens of a plugin one after the other, the way CoreDNS's plugins ask for them. Its oddities decide
 * what CoreDNS accepts: braces do not nest, and what a plugin leaves on a line is the next option.
 */
export class CorefileDispenser {
  private cursor = -1;
  private inBraces = false;

  constructor(private readonly tokens: readonly CorefileToken[]) {}

  /** The token taken last. */
  get token(): CorefileToken {
    return this.tokens[this.cursor] as CorefileToken;
  }

  /** Takes the next token, wherever it is. */
  next(): boolean {
    if (this.cursor >= this.tokens.length - 1) return false;
    this.cursor++;
    return true;
  }

  /** Takes the next token if it is on the same line. */
  nextArg(): boolean {
    const following = this.tokens[this.cursor + 1];
    if (following === undefined || !isSameLine(this.token, following)) return false;
    this.cursor++;
    return true;
  }

  /** Takes the rest of the line, up to an opening brace. */
  remainingArgs(): readonly CorefileToken[] {
    const args: CorefileToken[] = [];
    while (this.nextArg()) {
      if (this.token.text === '{') {
        this.cursor--;
        break;
      }
      args.push(this.token);
    }
    return args;
  }

  /** Takes the next token in braces; the brace that opens them must be on the line of the last token. */
  nextBlock(): boolean {
    if (!this.inBraces && !this.openBraces()) return false;
    this.inBraces = this.next() && this.token.text !== '}';
    return this.inBraces;
  }

  private openBraces(): boolean {
    if (!this.nextArg()) return false;
    if (this.token.text === '{') return true;
    this.cursor--;
    return false;
  }
}

/** By line numbers, as CoreDNS compares them: tokens of a snippet that is imported twice count as one line. */
function isSameLine(token: CorefileToken, following: CorefileToken): boolean {
  return token.file === following.file && token.lastLine === following.line;
}
