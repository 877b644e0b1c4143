import { describe, expect, test } from 'vitest';
import { checkSnippet } from '../../../src/languages/corefile';

/** Problems of a .server file, as `line:column severity message`. */
const problems = (text: string) =>
  checkSnippet(text, 'server', '1.14.7').map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );

const hints = (text: string) => checkSnippet(text, 'server', '1.14.7').map(({ hint }) => hint);

describe('arguments and options', () => {
  test.each<[string, string[]]>([
    ['forward .', ['2:1 error "forward" has 1 argument, and needs 2']],
    [
      `forward . ${Array(16).fill('10.0.0.1').join(' ')}`,
      ['2:146 error "forward" takes 16 arguments at most'],
    ],
    ['forward . 127.0.0.1:5353', ['2:11 error "127.0.0.1:5353" is CoreDNS itself']],
    ['forward . [::1]:53', ['2:11 error "[::1]:53" is CoreDNS itself']],
    [
      'forward . udp://10.0.0.1',
      ['2:11 error "udp://10.0.0.1" begins with "udp://", by which CoreDNS does not ask'],
    ],
    ['forward . 10.0.0.1 {\npolice random\n}', ['3:1 error "police" is no option of "forward"']],
    ['forward . 10.0.0.1 {\npolicy fastest\n}', ['3:8 error "fastest" is no value of "policy"']],
    ['forward . 10.0.0.1 {\nexpire 10\n}', ['3:8 error "10" is not a duration']],
    ['forward . 10.0.0.1 {\nforce_tcp yes\n}', ['3:11 error "force_tcp" takes no argument']],
    ['forward . 10.0.0.1 {\nmax_fails -1\n}', ['3:11 error "-1" is not a whole number']],
    ['cache 30 {\nserve_stale\nprefetch\n}', ['4:1 error "prefetch" has nothing behind it']],
    ['log {\nclass erorr\n}', ['3:7 error "erorr" is no value of "class"']],
    ['errors stderr', ['2:8 error "stderr" is no value of "errors"']],
    ['loop twice', ['2:6 error "loop" takes no argument']],
    ['hosts {\nnas.test 10.0.0.1\n}', ['3:1 error "nas.test" is no option of "hosts"']],
    ['hosts {\nfallthrough\n10.0.0.1 nas.test\n}', ['4:1 error "10.0.0.1" stands behind "fallthrough"']],
    ['hosts {\n10.0.0.1 nas.test\nttl 1m\n}', ['4:5 error "1m" is not a whole number']],
    ['template IN', ['2:1 error "template" has 1 argument, and needs 2']],
  ])('%j', (text, expected) => {
    expect(problems(`a.test {\n${text}\n}\n`)).toEqual(expected);
  });

  test.each([
    ['forward . 10.0.0.1 {\npolice random\n}', 'Did you mean "policy"?'],
    ['forward . 10.0.0.1 {\nexpire 10\n}', 'Did you mean "10s"?'],
    ['hosts {\nfallthru\n}', 'Did you mean "fallthrough"?'],
    ['errors {\nx\n}', 'There are stacktrace and consolidate.'],
    ['template IN', 'Write "template IN A home.arpa {".'],
  ])('%j: what to write', (text, hint) => {
    expect(hints(`a.test {\n${text}\n}\n`)).toEqual([hint]);
  });
});
