import type { CorefileSnippet } from './dns-options';

/** Raw snippets by file name. */
export function snippetFiles(snippets: readonly CorefileSnippet[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { name, text } of snippets) {
    if (!/^[-._a-zA-Z0-9]+\.(?:override|server)$/.test(name)) {
      throw new Error(
        `Snippet ${JSON.stringify(name)} must end in .override or .server for CoreDNS to read it`,
      );
    }
    addFile(files, name, text);
  }
  return files;
}

/** Adds a file; two of one name would be one entry of the ConfigMap, and the first lost. */
export function addFile(files: Record<string, string>, name: string, text: string): void {
  if (Object.hasOwn(files, name)) throw new Error(`Two files are named ${JSON.stringify(name)}`);
  files[name] = text;
}
