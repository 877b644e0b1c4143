import { expect, test } from 'vitest';
import { checkSnippet, hasPlugin, pluginNames, readSnippet } from '../../../src/languages/corefile';

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

/** First releases by the tags of CoreDNS: the option is in no setup code before. */
test.each([
  ['forward . 9.9.9.9 {\n failover NXDOMAIN\n}', '1.13.0', '1.12.4'],
  ['forward . 9.9.9.9 {\n failfast_all_unhealthy_upstreams\n}', '1.12.1', '1.12.0'],
  ['forward . 9.9.9.9 {\n doh_method GET\n}', '1.14.5', '1.14.4'],
  ['loadbalance {\n prefer 10.0.0.0/8\n}', '1.12.4', '1.12.3'],
  ['grpc . 9.9.9.9 {\n fallthrough\n}', '1.12.3', '1.12.2'],
  ['local {\n localhost_prefix on\n}', '1.14.5', '1.14.4'],
])('%s needs CoreDNS %s', (text, since, before) => {
  const problems = (coredns: string) => checkSnippet(`a.test {\n${text}\n}\n`, 'server', coredns);
  expect(problems(since)).toEqual([]);
  expect(problems(before)).toMatchObject([{ consequence: 'refused' }]);
  expect(problems(before)[0]?.hint).toContain(`CoreDNS ${since} introduced it.`);
});
