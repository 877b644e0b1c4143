import { describe, expect, test } from 'vitest';
import { clusterNameOf, isClusterName } from '../../src/diagnostics/cluster-name';

test('the name is the file name without its extension', () => {
  const files = ['home.yaml', 'profiles/home.yaml', '/a/b.c/home.yml', 'C:\\profiles\\home.yaml', 'home'];
  expect(files.map(clusterNameOf)).toEqual(files.map(() => 'home'));
});

describe('a cluster name', () => {
  test.each(['home', 'store-0001', '4', 'a.b', 'rack-1.berlin.example.org', 'x'.repeat(63)])(
    'may be "%s"',
    (name) => {
      expect(isClusterName(name)).toBe(true);
    },
  );

  test.each([
    ...['', '.', '..', '...', '.netstack.json', '-a', 'a-', 'a..b', '.a', 'a.', 'Home', 'a b', 'a_b', 'ä'],
    ...['a/b', '../a', 'a\n', 'a\nb', '\x1b[31ma', 'a\u200b', '$(id)', '`id`', 'x'.repeat(64)],
    Array.from({ length: 64 }, () => 'abc').join('.'),
  ])('may not be %j', (name) => {
    expect(isClusterName(name)).toBe(false);
  });
});
