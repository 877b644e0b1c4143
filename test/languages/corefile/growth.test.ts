import { expect, test } from 'vitest';
import { checkSnippets } from '../../../src/languages/corefile';

const LINES = 100_000;

/** Snippets with this number of lines, of each kind that grows. */
const SHAPES: Readonly<Record<string, (count: number) => { readonly name: string; readonly text: string }>> =
  {
    'rules of rewrite': (count) => override(repeat(count, (i) => `rewrite name a${i}.lan b.lan`)),
    'uses of forward': (count) => override(repeat(count, (i) => `forward z${i}.lan 9.9.9.9`)),
    templates: (count) => override(repeat(count / 3, (i) => `template IN A z${i}.lan {\n rcode NXDOMAIN\n}`)),
    'lines of acl': (count) => override(`acl {\n${repeat(count, (i) => `block net 10.0.${i % 256}.7`)}\n}`),
    'names in hosts': (count) =>
      server(`lan {\n hosts {\n${repeat(count, (i) => `10.0.0.5 h${i}.lan`)}\n fallthrough\n }\n}`),
    'server blocks': (count) => server(repeat(count / 3, (i) => `z${i}.lan {\n forward . 9.9.9.9\n}`)),
    'named snippets': (count) => server(repeat(count / 3, (i) => `(s${i}) {\n errors\n}`)),
    'empty lines': (count) => override('\n'.repeat(count)),
    'braces that nothing closes': (count) => override(repeat(count, () => 'log {')),
  };

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: Math.floor(count) }, (_, index) => line(index)).join('\n');
}

function override(text: string) {
  return { name: 'a.override', text };
}

function server(text: string) {
  return { name: 'a.server', text };
}

/** Processor time: other processes do not count. */
function measure(shape: keyof typeof SHAPES, count: number): number {
  const file = SHAPES[shape]?.(count);
  const start = process.cpuUsage();
  checkSnippets(file === undefined ? [] : [file], { coredns: '1.14.7', taken: [] });
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test.each(Object.keys(SHAPES))(
  'four times as many %s take at most eight times as long',
  (shape) => {
    measure(shape, LINES / 20);
    const [less, more] = [measure(shape, LINES / 4), measure(shape, LINES)];
    expect(more).toBeLessThan(Math.max(8 * less, 500));
  },
  120_000,
);
