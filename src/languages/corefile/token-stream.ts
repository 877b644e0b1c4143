import { quoteText } from '../../diagnostics';
import type { CorefileProblem } from './problem';
import { error, warning } from './problem';
import type { NamedSnippet } from './corefile';
import type { Token } from './tokenize';

/** More words than any Corefile has: snippets that import each other would never end. */
const MAX_IMPORTED = 20_000;

/** The words of a Corefile one after the other, with snippets in the place of their imports. */
export class TokenStream {
  /** The word taken last. */
  last: Token | undefined;

  /** What is still to be read, last word first: taking one and putting imported ones in front is cheap. */
  private readonly rest: Token[];
  private readonly known: NamedSnippet[];
  private imported = 0;

  /** `snippets`: those of files that are read before. */
  constructor(
    tokens: readonly Token[],
    snippets: readonly NamedSnippet[],
    private readonly problems: CorefileProblem[],
  ) {
    this.rest = [...tokens].reverse();
    this.known = [...snippets];
  }

  /** All that can be imported so far. */
  get snippets(): readonly NamedSnippet[] {
    return this.known;
  }

  get next(): Token | undefined {
    return this.rest[this.rest.length - 1];
  }

  take(): Token {
    this.last = this.rest.pop();
    return this.last as Token;
  }

  define(snippet: NamedSnippet): void {
    if (this.known.some(({ name }) => name === snippet.name)) {
      this.problems.push(
        error(
          snippet.key,
          `${quoteText(snippet.key.text)} is defined twice`,
          'CoreDNS reads all .server files as one. Give one of the two another name.',
        ),
      );
    }
    const itself = snippet.tokens.find((token, index) =>
      isImportOf(snippet.name, token, snippet.tokens[index + 1]),
    );
    if (itself === undefined) this.known.push(snippet);
    else this.problems.push(endless(itself, snippet.name));
  }

  /** Takes an import, and puts the words of its snippet in its place. */
  takeImport(): void {
    const at = this.take();
    const [name, ...others] = this.takeArguments();
    if (name === undefined || others.length > 0) {
      this.problems.push(
        error(
          at,
          '"import" takes one argument',
          'Write the name of a snippet, or of a file in the container of CoreDNS.',
        ),
      );
      return;
    }
    const snippet = this.known.find((one) => one.name === name.text);
    if (snippet === undefined) this.problems.push(unknownImport(name));
    else this.putBack(name, snippet);
  }

  private takeArguments(): readonly Token[] {
    const args: Token[] = [];
    while (this.next !== undefined && !this.next.beginsLine && !/^[{}]$/.test(this.next.text)) {
      args.push(this.take());
    }
    return args;
  }

  private putBack(at: Token, { name, tokens }: NamedSnippet): void {
    this.imported += tokens.length + 1;
    if (this.imported > MAX_IMPORTED) {
      this.problems.push(endless(at, name));
      return;
    }
    this.rest.push(...[...tokens].reverse());
  }
}

function unknownImport(name: Token): CorefileProblem {
  return warning(
    name,
    `No snippet is named ${quoteText(name.text)}`,
    'CoreDNS looks for a file of that name in its container, and does not start if there is none.',
  );
}

function isImportOf(name: string, token: Token, next: Token | undefined): boolean {
  return token.text === 'import' && token.beginsLine && next?.text === name;
}

function endless(at: Token, name: string): CorefileProblem {
  return error(
    at,
    `The snippet ${quoteText(name)} imports itself`,
    'It would never end. Remove that import.',
  );
}
