/** Where something stands in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A word of a Corefile, as CoreDNS's parser sees it. */
export interface Token extends Place {
  /** Without quotes. */
  readonly text: string;
  /** Whether it is the first of its line, or of the file. */
  readonly beginsLine: boolean;
  readonly quoted: boolean;
  /** Whether a `#` stands right behind it. The comment then ends at the next space, not with the line. */
  readonly gluedComment: boolean;
}

/** The words of a Corefile. */
export interface Tokens {
  readonly tokens: readonly Token[];
  /** The quote that is never closed, and so has swallowed the rest. */
  readonly openQuote?: Place;
}

/**
 * Cuts a Corefile into words the way CoreDNS does, its oddities included.
 *
 * @see https://coredns.io/manual/configuration/
 */
export function tokenize(text: string): Tokens {
  return new Lexer(text).read();
}

/** What Go's `unicode.IsSpace` takes for a space. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

class Lexer {
  private readonly tokens: Token[] = [];
  private at: number;
  private line = 1;
  private lineStart: number;
  /** The line that the last word ended on. */
  private lastLine = 0;

  constructor(private readonly text: string) {
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.lineStart = this.at;
  }

  read(): Tokens {
    for (;;) {
      this.skipBlank();
      if (this.at >= this.text.length) return { tokens: this.tokens };
      const openQuote = this.text[this.at] === '"' ? this.readQuoted() : this.readBare();
      if (openQuote !== undefined) return { tokens: this.tokens, openQuote };
    }
  }

  private add(place: Place, word: Pick<Token, 'text' | 'quoted' | 'gluedComment'>): void {
    this.tokens.push({ ...place, ...word, beginsLine: place.line > this.lastLine });
    this.lastLine = place.line + word.text.split('\n').length - 1;
  }

  private place(): Place {
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
      // A carriage return is left out wherever it stands.
      if (character === '\r') continue;
      if (SPACE.test(character)) break;
      if (character === '#') gluedComment = true;
      if (!gluedComment) word += character;
    }
    this.add(place, { text: word, quoted: false, gluedComment });
  }

  /** A backslash escapes a quote and nothing else. Gives the quote's place if it is never closed. */
  private readQuoted(): Place | undefined {
    const place = this.place();
    this.take();
    let word = '';
    while (this.at < this.text.length) {
      const character = this.take();
      if (character === '"') {
        this.add(place, { text: word, quoted: true, gluedComment: false });
        return undefined;
      }
      if (character !== '\\' || this.at >= this.text.length) {
        if (character !== '\\') word += character;
        continue;
      }
      const escaped = this.take();
      word += escaped === '"' ? '"' : `\\${escaped}`;
    }
    if (word !== '') this.add(place, { text: word, quoted: true, gluedComment: false });
    return place;
  }
}
