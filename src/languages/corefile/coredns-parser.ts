import type { CorefileDirective, CorefileServerBlock, NamedSnippet } from './corefile';
import { replaceVariables } from './environment-variable';
import type { CorefileToken } from './tokenize';

/** What CoreDNS's parser makes of a Corefile: its server blocks, or `refused`. */
export type CoreDnsReading = readonly CorefileServerBlock[] | 'refused';

/** What surrounds the tokens that are parsed. */
export interface ParserSurroundings {
  /** What `import` can insert: snippets of files that are read before, and files by their pattern. */
  readonly snippets: readonly Pick<NamedSnippet, 'name' | 'tokens'>[];
  /** Whether CoreDNS has a plugin. */
  readonly isPlugin: (name: string) => boolean;
}

/** CoreDNS refuses more imports of snippets. */
const MAX_IMPORTS = 10_000;

/**
 * Parses tokens the way CoreDNS's own parser does, without guessing what was meant. The other parser of this folder
 * finds better words for a mistake; this one decides whether CoreDNS starts in spite of it.
 */
export function parseAsCoreDns(
  tokens: readonly CorefileToken[],
  surroundings: ParserSurroundings,
): CoreDnsReading {
  try {
    return new CoreDnsParser(tokens, surroundings).parse();
  } catch (error) {
    if (error instanceof ParserRefusal) return 'refused';
    throw error;
  }
}

class ParserRefusal extends Error {}

class CoreDnsParser {
  /** What is still to be read, last token first. */
  private readonly rest: CorefileToken[];
  private previous: CorefileToken | undefined;
  private current: CorefileToken | undefined;
  private readonly snippets: Map<string, readonly CorefileToken[]>;
  private readonly isPlugin: (name: string) => boolean;
  private imports = 0;

  constructor(tokens: readonly CorefileToken[], { snippets, isPlugin }: ParserSurroundings) {
    this.rest = [...tokens].reverse();
    this.snippets = new Map(snippets.map((snippet) => [snippet.name, snippet.tokens]));
    this.isPlugin = isPlugin;
  }

  parse(): readonly CorefileServerBlock[] {
    const blocks: CorefileServerBlock[] = [];
    while (this.next()) {
      const block = this.parseBlock();
      if (block !== undefined) blocks.push(block);
    }
    return blocks;
  }

  private next(): boolean {
    const following = this.rest.pop();
    if (following === undefined) return false;
    this.previous = this.current;
    this.current = following;
    return true;
  }

  private stepBack(): void {
    if (this.current !== undefined) this.rest.push(this.current);
    this.current = this.previous;
  }

  private get text(): string {
    return this.current?.text ?? '';
  }

  /** Whether the token taken last is this one. */
  private isAt(text: string): boolean {
    return this.text === text;
  }

  private get beginsLine(): boolean {
    const { previous, current } = this;
    if (previous === undefined || current === undefined) return true;
    return previous.file !== current.file || previous.lastLine < current.line;
  }

  private hasMoreOnLine(): boolean {
    if (!this.next()) return false;
    const isOnLine = !this.beginsLine;
    this.stepBack();
    return isOnLine;
  }

  private parseBlock(): CorefileServerBlock | undefined {
    const { keys, ended } = this.parseKeys();
    if (ended) return keys.length === 0 ? undefined : { keys, directives: [] };
    const [first] = keys;
    if (first !== undefined && keys.length === 1 && /^\(.*\)$/s.test(first.text)) {
      this.defineSnippet(first.text.slice(1, -1));
      return undefined;
    }
    const hasBraces = this.text === '{';
    if (!hasBraces) this.stepBack();
    const directives = this.parseDirectives();
    if (hasBraces && !this.isAt('}')) throw new ParserRefusal();
    return keys.length === 0 ? undefined : { keys, directives };
  }

  private parseKeys(): { readonly keys: readonly CorefileToken[]; readonly ended: boolean } {
    const keys: CorefileToken[] = [];
    let comma = false;
    for (;;) {
      const text = replaceVariables(this.text);
      if (text === 'import' && this.beginsLine) {
        this.importSnippet();
        if (!this.next()) this.current = undefined;
        continue;
      }
      if (text === '{') {
        if (comma) throw new ParserRefusal();
        return { keys, ended: false };
      }
      if (text !== '') {
        comma = text.endsWith(',');
        keys.push({ ...(this.current as CorefileToken), text: comma ? text.slice(0, -1) : text });
      }
      const more = this.next();
      if (comma && !more) throw new ParserRefusal();
      if (!more) return { keys, ended: true };
      if (!comma && this.beginsLine) return { keys, ended: false };
    }
  }

  private defineSnippet(name: string): void {
    if (this.snippets.has(name) || this.text !== '{') throw new ParserRefusal();
    const tokens: CorefileToken[] = [];
    for (let depth = 1; depth > 0;) {
      if (!this.next()) throw new ParserRefusal();
      const token = this.current as CorefileToken;
      depth += depthOf(token);
      if (depth > 0) tokens.push(token);
    }
    const importsItself = tokens.some(
      ({ text, line }, index) =>
        text === 'import' && tokens[index + 1]?.text === name && tokens[index - 1]?.line !== line,
    );
    if (importsItself) throw new ParserRefusal();
    this.snippets.set(name, tokens);
  }

  private parseDirectives(): readonly CorefileDirective[] {
    const directives: CorefileDirective[] = [];
    while (this.next()) {
      if (this.text === '}') break;
      if (this.text === 'import') this.importSnippet();
      else directives.push(this.parseDirective());
    }
    return directives;
  }

  private parseDirective(): CorefileDirective {
    const name = { ...(this.current as CorefileToken), text: replaceVariables(this.text) };
    if (!this.isPlugin(name.text)) throw new ParserRefusal();
    const tokens = [name];
    let depth = 0;
    while (this.next()) {
      const token = this.current as CorefileToken;
      if (token.text !== '{' && this.beginsLine && depth === 0) {
        this.stepBack();
        break;
      }
      if (token.text === 'import' && this.beginsLine) {
        this.importSnippet();
        continue;
      }
      depth += depthOf(token);
      if (depth < 0) throw new ParserRefusal();
      tokens.push(token);
    }
    if (depth > 0) throw new ParserRefusal();
    return { name, tokens };
  }

  /** Puts the tokens of a snippet in the place of its import; the token before the import is the current one then. */
  private importSnippet(): void {
    const before = this.previous;
    const isNamed = this.next() && !this.beginsLine;
    const name = replaceVariables(this.text);
    if (!isNamed || name === '' || this.hasMoreOnLine()) throw new ParserRefusal();
    const tokens = this.snippets.get(name);
    // A pattern may match no file, and what a path leads to is not known here.
    if (tokens === undefined && !/[*?[\]/]|\.(?:server|override)$/.test(name)) throw new ParserRefusal();
    if (tokens !== undefined && ++this.imports > MAX_IMPORTS) throw new ParserRefusal();
    for (const token of [...(tokens ?? [])].reverse()) this.rest.push(token);
    this.current = before;
  }
}

function depthOf({ text }: CorefileToken): number {
  return text === '{' ? 1 : text === '}' ? -1 : 0;
}
