import { quoteText } from '../../diagnostics';
import type { CorefileProblem } from './problem';
import { misleading, createRefusal } from './problem';
import type { NamedSnippet } from './corefile';
import type { CorefileToken } from './tokenize';

/** The most imports of snippets in one Corefile; CoreDNS refuses more. */
const MAX_IMPORTS = 10_000;

/** The words of a Corefile one after the other, with snippets in the place of their imports. */
export class TokenStream {
  /** What is still to be read, last word first: taking one and putting imported ones in front is cheap. */
  private readonly rest: CorefileToken[];
  private readonly known: Map<string, NamedSnippet>;
  private imports = 0;

  /** `snippets`: those of files that are read before. */
  constructor(
    tokens: readonly CorefileToken[],
    snippets: readonly NamedSnippet[],
    private readonly problems: CorefileProblem[],
  ) {
    this.rest = [...tokens].reverse();
    this.known = new Map(snippets.map((snippet) => [snippet.name, snippet]));
  }

  /** All that can be imported so far. */
  get snippets(): readonly NamedSnippet[] {
    return [...this.known.values()];
  }

  get next(): CorefileToken | undefined {
    return this.rest[this.rest.length - 1];
  }

  take(): CorefileToken {
    return this.rest.pop() as CorefileToken;
  }

  define(snippet: NamedSnippet): void {
    if (this.known.has(snippet.name)) {
      this.problems.push(
        createRefusal(
          snippet.key,
          `${quoteText(snippet.key.text)} is defined twice`,
          'CoreDNS reads all .server files as one. Rename one of the two.',
        ),
      );
      return;
    }
    const itself = snippet.tokens.find((token, index) =>
      isImportOf(snippet.name, token, snippet.tokens[index + 1]),
    );
    if (itself === undefined) this.known.set(snippet.name, snippet);
    else this.problems.push(endless(itself, snippet.name));
  }

  /** Takes an import, and puts the words of its snippet in its place. */
  takeImport(): void {
    const at = this.take();
    const [name, extra] = this.takeArguments();
    if (name === undefined || extra !== undefined || this.nextIsOnLine()) {
      this.problems.push(
        createRefusal(
          extra ?? at,
          '"import" takes one argument',
          'Write the name of a snippet, or of a file in the container of CoreDNS.',
        ),
      );
      return;
    }
    const snippet = this.known.get(name.text);
    if (snippet === undefined) this.problems.push(unknownImport(name));
    else this.putBack(name, snippet);
  }

  private takeArguments(): readonly CorefileToken[] {
    const args: CorefileToken[] = [];
    while (this.nextIsOnLine() && !/^[{}]$/.test(this.next?.text ?? '')) args.push(this.take());
    return args;
  }

  private nextIsOnLine(): boolean {
    return this.next !== undefined && !this.next.beginsLine;
  }

  private putBack(at: CorefileToken, { name, tokens }: NamedSnippet): void {
    this.imports++;
    if (this.imports === MAX_IMPORTS + 1) this.problems.push(endless(at, name));
    if (this.imports > MAX_IMPORTS) return;
    for (let index = tokens.length - 1; index >= 0; index--) this.rest.push(tokens[index] as CorefileToken);
  }
}

/** CoreDNS does not start without a file that it is to import; a pattern may match none. */
function unknownImport(name: CorefileToken): CorefileProblem {
  const isPattern = /[*?[\]]/.test(name.text);
  const isPath = name.text.includes('/') || /\.(?:server|override)$/.test(name.text);
  const message = `No snippet is named ${quoteText(name.text)}`;
  if (isPattern) return misleading(name, message, 'CoreDNS imports the files that match, if there are any.');
  const hint = 'CoreDNS looks for a file of that name in its container, and does not start if there is none.';
  return isPath ? misleading(name, message, hint) : createRefusal(name, message, hint);
}

function isImportOf(name: string, token: CorefileToken, next: CorefileToken | undefined): boolean {
  return token.text === 'import' && token.beginsLine && next?.text === name;
}

function endless(at: CorefileToken, name: string): CorefileProblem {
  return createRefusal(
    at,
    `The snippet ${quoteText(name)} is imported endlessly`,
    `CoreDNS takes ${MAX_IMPORTS} imports. Remove the import that leads back to the snippet.`,
  );
}
