import { describe, expect, test } from 'vitest';
import { checkSnippet } from '../../../src/languages/corefile';

/** Problems of a .server file, as `line:column severity message`. */
const problems = (text: string) =>
  checkSnippet(text, 'server', '1.14.7').map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );

describe('zones', () => {
  test.each<[string, string[]]>([
    ['. {\n}\n', ['1:1 error "." is answered already, by the cluster\'s own block']],
    ['.:53 {\n}\n', ['1:1 error ".:53", which is ".", is answered already, by the cluster\'s own block']],
    [
      'a.test {\n}\nA.test.:53 {\n}\n',
      ['3:1 error "A.test.:53", which is "a.test", is answered already, by line 1'],
    ],
    ['a.test a.test {\n}\n', ['1:8 error "a.test" is answered already, by line 1']],
    [
      '0.0.10.in-addr.arpa {\n}\n10.0.0.0/24 {\n}\n',
      ['3:1 error "10.0.0.0/24", which is "0.0.10.in-addr.arpa", is answered already, by line 1'],
    ],
    ['a.test {\n bind eth0\n}\na.test {\n}\n', ['4:1 error "a.test" is answered already, by line 1']],
    ['*.a.test {\n}\n', ['1:1 error "*.a.test" has a wildcard, and zones have none']],
    [
      'a.test:5353 {\n}\n',
      ['1:1 warning Pods cannot ask "a.test:5353": they ask port 53, and this block is for port 5353'],
    ],
    [
      'tls://a.test {\n}\n',
      ['1:1 warning Pods cannot ask "tls://a.test": they ask port 53, and this block is for port 853'],
    ],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });
});
