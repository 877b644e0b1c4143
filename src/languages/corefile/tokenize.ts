/** A position in a text, counted from 1. */
export interface CorefilePlace {
  readonly line: number;
  readonly column: number;
}

/** A word of a Corefile, as CoreDNS's parser reads it. */
export interface CorefileToken extends CorefilePlace {
  /** Without quotes. */
  readonly text: string;
  /** The line on which it ends: that of `line`, except for quoted words with line breaks. */
  readonly lastLine: number;
  /** Whether it is the first of its line, or of the file. */
  readonly beginsLine: boolean;
  readonly quoted: boolean;
  /** Whether a `#` follows without a space. The comment then ends at the next space, not with the line. */
  readonly gluedComment: boolean;
  /**
   * The file that it comes from.
   *
   * @default - the file that is read
   */
  readonly file?: string;
}

/** The words of a Corefile. */
export interface CorefileTokens {
  readonly tokens: readonly CorefileToken[];
  /** The quote that is never closed: everything after it is one word. */
  readonly openQuote?: CorefilePlace;
}

/**
 * Cuts a Corefile into words the way CoreDNS does, its oddities included.
 *
 * @see https://coredns.io/manual/configuration/
 */
export function tokenize(text: string): CorefileTokens {
  return new Lexer(text).read();
}

/** The characters that Go's `unicode.IsSpace` accepts. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

class Lexer {
  private readonly tokens: CorefileToken[] = [];
  private at: number;
  private line = 1;
  private lineStart: number;
  /** The line that the last word ended on. */
  private lastLine = 0;

  constructor(private readonly text: string) {
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.lineStart = this.at;
  }

  read(): CorefileTokens {
    for (;;) {
      this.skipBlank();
      if (this.at >= this.text.length) return { tokens: this.tokens };
      const openQuote = this.text[this.at] === '"' ? this.readQuoted() : this.readBare();
      if (openQuote !== undefined) return { tokens: this.tokens, openQuote };
    }
  }

  private add({ line, column }: CorefilePlace, text: string, quoted: boolean, gluedComment: boolean): void {
    const beginsLine = line > this.lastLine;
    this.lastLine = line + (quoted ? text.split('\n').length - 1 : 0);
    this.tokens.push({ line, column, text, lastLine: this.lastLine, beginsLine, quoted, gluedComment });
  }

  private place(): CorefilePlace {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  /** Moves past one character. */
  private take(): string {
    const character = this.text[this.at++] as string;
    if (character === '\n') {
      this.line++;
      this.lineStart = this.at;
    }
    return character;
  }

  private skipBlank(): void {
    let comment = false;
    for (; this.at < this.text.length; this.take()) {
      const character = this.text[this.at] as string;
      if (character === '\n') comment = false;
      else if (character === '#') comment = true;
      if (!comment && !SPACE.test(character)) return;
    }
  }

  private readBare(): undefined {
    const place = this.place();
    let word = '';
    let gluedComment = false;
    for (; this.at < this.text.length; this.take()) {
      const character = this.text[this.at] as string;
      // CoreDNS drops carriage returns everywhere.
      if (character === '\r') continue;
      if (SPACE.test(character)) break;
      if (character === '#') gluedComment = true;
      if (!gluedComment) word += character;
    }
    this.add(place, word, false, gluedComment);
  }

  /** A backslash escapes only a quote. Returns the quote's place if it is never closed. */
  private readQuoted(): CorefilePlace | undefined {
    const place = this.place();
    this.take();
    let word = '';
    while (this.at < this.text.length) {
      const character = this.take();
      if (character === '"') {
        this.add(place, word, true, false);
        return undefined;
      }
      if (character !== '\\' || this.at >= this.text.length) {
        if (character !== '\\') word += character;
        continue;
      }
      const escaped = this.take();
      word += escaped === '"' ? '"' : `\\${escaped}`;
    }
    if (word !== '') this.add(place, word, true, false);
    return place;
  }
}
