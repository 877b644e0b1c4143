import type { TemplateItem, TemplateItemType } from './template-item';

const KEYWORDS = new Set<string>([
  ...['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'nil', 'range', 'template', 'with'],
]);

const SPACES = ' \t\r\n';

/**
 * Cuts a template of Go into items. The last one is `end of text`, or the `error` that ends the lexing.
 *
 * @see https://pkg.go.dev/text/template
 */
export function lexTemplate(text: string): readonly TemplateItem[] {
  return new TemplateLexer(text).read();
}

class TemplateLexer {
  private readonly items: TemplateItem[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  read(): readonly TemplateItem[] {
    while (this.at < this.text.length) {
      const open = this.text.indexOf('{{', this.at);
      if (open < 0) {
        this.add('text', this.text.slice(this.at));
        break;
      }
      const trimmed = this.hasTrimMarker(open + 2);
      const before = this.text.slice(this.at, open);
      const plain = trimmed ? before.replace(/[ \t\r\n]+$/, '') : before;
      if (plain !== '') this.add('text', plain);
      this.at = open + 2 + (trimmed ? 2 : 0);
      const reason = this.text.startsWith('/*', this.at) ? this.skipComment() : this.readAction();
      if (reason !== undefined) return [...this.items, { type: 'error', text: reason }];
    }
    return [...this.items, { type: 'end of text', text: '' }];
  }

  private add(type: TemplateItemType, text: string): void {
    this.items.push({ type, text });
  }

  /** Whether `- ` follows "{{", which drops the spaces before it. */
  private hasTrimMarker(at: number): boolean {
    return this.text[at] === '-' && SPACES.includes(this.text[at + 1] ?? 'x');
  }

  /** The length of "}}" or " -}}" here; 0 if there is neither. */
  private rightDelimiter(): number {
    const spaced = SPACES.includes(this.text[this.at] ?? 'x') && this.text.startsWith('-}}', this.at + 1);
    if (spaced) return 4;
    return this.text.startsWith('}}', this.at) ? 2 : 0;
  }

  private takeRightDelimiter(length: number): void {
    this.at += length;
    if (length > 2) while (SPACES.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  private skipComment(): string | undefined {
    const end = this.text.indexOf('*/', this.at + 2);
    if (end < 0) return 'a comment is never closed';
    this.at = end + 2;
    const length = this.rightDelimiter();
    if (length === 0) return 'a comment is not all of its action';
    this.takeRightDelimiter(length);
    return undefined;
  }

  private readAction(): string | undefined {
    this.add('{{', '{{');
    for (let depth = 0; ;) {
      const length = this.rightDelimiter();
      if (length > 0) {
        if (depth > 0) return 'a "(" is never closed';
        this.takeRightDelimiter(length);
        this.add('}}', '}}');
        return undefined;
      }
      const character = this.text[this.at];
      if (character === undefined) return '"{{" is never closed';
      if (character === '(') depth++;
      if (character === ')' && --depth < 0) return 'a ")" closes nothing';
      const reason = this.readItem(character);
      if (reason !== undefined) return reason;
    }
  }

  /** Reads one item inside of an action; returns why it cannot. */
  private readItem(character: string): string | undefined {
    if (SPACES.includes(character)) return this.readSpace();
    if (character === '=' || character === '|' || character === '(' || character === ')') {
      this.at++;
      this.add(character, character);
      return undefined;
    }
    if (character === ':') {
      if (this.text[this.at + 1] !== '=') return '":" is not followed by "="';
      this.at += 2;
      this.add(':=', ':=');
      return undefined;
    }
    if (character === '"')
      return this.match(/"(?:\\[^\n]|[^"\\\n])*"/uy, 'string', 'a quote is never closed');
    if (character === '`') return this.match(/`[^`]*`/uy, 'raw string', 'a quote is never closed');
    if (character === "'") return this.match(/'(?:\\[^\n]|[^'\\\n])*'/uy, 'rune', 'a quote is never closed');
    if (character === '$') return this.readName(/\$[\p{L}\p{Nd}_]*/uy, 'variable');
    if (character === '.' && !/\d/.test(this.text[this.at + 1] ?? '')) {
      return this.readName(/\.[\p{L}\p{Nd}_]*/uy, 'field');
    }
    if (/[.+\-\d]/.test(character)) return this.readNumber();
    if (/[\p{L}\p{Nd}_]/u.test(this.characterHere())) return this.readName(/[\p{L}\p{Nd}_]+/uy, 'identifier');
    if (/[\x20-\x7e]/.test(character)) {
      this.at++;
      this.add('character', character);
      return undefined;
    }
    return 'it has a character that no action may have';
  }

  private characterHere(): string {
    return String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
  }

  /** Leaves the last space where it belongs to " -}}". */
  private readSpace(): undefined {
    const start = this.at;
    while (SPACES.includes(this.text[this.at] ?? 'x') && this.rightDelimiter() === 0) this.at++;
    if (this.at > start) this.add('space', this.text.slice(start, this.at));
    return undefined;
  }

  private match(pattern: RegExp, type: TemplateItemType, otherwise: string): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return otherwise;
    this.at += found.length;
    this.add(type, found);
    return undefined;
  }

  private readName(pattern: RegExp, type: 'variable' | 'field' | 'identifier'): string | undefined {
    pattern.lastIndex = this.at;
    const name = pattern.exec(this.text)?.[0] as string;
    this.at += name.length;
    if (!this.isTerminated()) return `a character may not follow "${name}"`;
    this.add(typeOfName(name, type), name);
    return undefined;
  }

  /** Whether a name may end here. */
  private isTerminated(): boolean {
    const following = this.text[this.at];
    return (
      following === undefined || /[ \t\r\n.,|:()]/.test(following) || this.text.startsWith('}}', this.at)
    );
  }

  private readNumber(): string | undefined {
    const start = this.at;
    if (!this.scanNumber()) return `"${this.text.slice(start, this.at)}" is not a number`;
    const isComplex = /[+-]/.test(this.text[this.at] ?? '');
    if (isComplex && !(this.scanNumber() && this.text[this.at - 1] === 'i')) {
      return `"${this.text.slice(start, this.at)}" is not a number`;
    }
    this.add(isComplex ? 'complex' : 'number', this.text.slice(start, this.at));
    return undefined;
  }

  /** Reads what may be a number; the parser decides whether it is one. */
  private scanNumber(): boolean {
    const pattern =
      /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
    pattern.lastIndex = this.at;
    this.at += pattern.exec(this.text)?.[0].length ?? 0;
    if (!/[\p{L}\p{Nd}_]/u.test(this.characterHere())) return true;
    this.at++;
    return false;
  }
}

function typeOfName(name: string, type: 'variable' | 'field' | 'identifier'): TemplateItemType {
  if (type === 'field') return name === '.' ? '.' : 'field';
  if (type === 'variable') return 'variable';
  if (KEYWORDS.has(name)) return name as TemplateItemType;
  return name === 'true' || name === 'false' ? 'boolean' : 'identifier';
}
