/** A key of ConfigMap `coredns-custom` with its text. */
interface LongSnippet {
  readonly name: string;
  readonly text: string;
}

/** What a snippet can hold many of, as a snippet with that number of lines. */
export const LONG_SNIPPETS: Readonly<Record<string, (lines: number) => LongSnippet>> = {
  'rules of rewrite': (lines) => override(repeat(lines, (i) => `rewrite name a${i}.lan b.lan`)),
  'uses of forward': (lines) => override(repeat(lines, (i) => `forward z${i}.lan 9.9.9.9`)),
  templates: (lines) => override(repeat(lines / 3, (i) => `template IN A z${i}.lan {\n rcode NXDOMAIN\n}`)),
  'lines of acl': (lines) => override(`acl {\n${repeat(lines, (i) => `block net 10.0.${i % 256}.7`)}\n}`),
  'names in hosts': (lines) =>
    server(`lan {\n hosts {\n${repeat(lines, (i) => `10.0.0.5 h${i}.lan`)}\n fallthrough\n }\n}`),
  'server blocks': (lines) => server(repeat(lines / 3, (i) => `z${i}.lan {\n forward . 9.9.9.9\n}`)),
  'named snippets': (lines) => server(repeat(lines / 3, (i) => `(s${i}) {\n errors\n}`)),
  'empty lines': (lines) => override('\n'.repeat(lines)),
  'braces that nothing closes': (lines) => override(repeat(lines, () => 'log {')),
};

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: Math.floor(count) }, (_, index) => line(index)).join('\n');
}

function override(text: string): LongSnippet {
  return { name: 'a.override', text };
}

function server(text: string): LongSnippet {
  return { name: 'a.server', text };
}
