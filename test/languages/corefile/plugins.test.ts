import { expect, test } from 'vitest';
import { hasPlugin, pluginNames, readSnippet } from '../../../src/languages/corefile';

test.each([
  ['1.12.0', 53],
  ['1.12.3', 54],
  ['1.13.1', 55],
  ['1.14.2', 58],
  ['1.14.6', 59],
  ['1.14.7', 60],
])('CoreDNS %s has as many plugins as its plugin.cfg: %i', (version, count) => {
  expect(pluginNames(version)).toHaveLength(count);
});

test('names are case-sensitive', () => {
  expect(hasPlugin('log', '1.14.7')).toBe(true);
  expect(hasPlugin('Log', '1.14.7')).toBe(false);
});

test('what an override says can be asked', () => {
  const { directives } = readSnippet('log\nforward . 10.0.0.1 {\n  policy random\n}\n', 'override');
  expect(directives.map(({ name, tokens }) => [name.text, tokens.length])).toEqual([
    ['log', 1],
    ['forward', 7],
  ]);
});

test('and what zones do', () => {
  const { blocks } = readSnippet('a.test, b.test {\n  whoami\n}\n', 'server');
  expect(blocks.map(({ keys }) => keys.map(({ text }) => text))).toEqual([['a.test', 'b.test']]);
});
