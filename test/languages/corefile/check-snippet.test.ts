import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SnippetKind } from '../../../src/languages/corefile';
import { checkSnippet } from '../../../src/languages/corefile';

const COREDNS = '1.14.7';

/** Problems as `line:column severity message`. */
const problems = (kind: SnippetKind, text: string, coredns = COREDNS) =>
  checkSnippet(text, kind, coredns).map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );

const hints = (kind: SnippetKind, text: string, coredns = COREDNS) =>
  checkSnippet(text, kind, coredns).map(({ hint }) => hint);

describe('what CoreDNS reads as intended has no problem', () => {
  test.each<[SnippetKind, string, string]>([
    ['override', 'nothing', ''],
    ['override', 'a comment', '# nothing here\n'],
    [
      'override',
      'plugins that add to each other',
      'log\nrewrite name a.test b.test\nrewrite name c.test d.test\n',
    ],
    [
      'override',
      'a forward of everything',
      'forward . 10.0.0.1 tls://9.9.9.9 /etc/resolv.conf {\n  policy sequential\n}',
    ],
    [
      'override',
      'a template',
      'template IN A a.test {\n  match ^x{2}\\.a\\.test\\.$\n  answer "{{ .Name }} 60 IN A 10.0.0.1"\n}\n',
    ],
    ['override', 'an unquoted template', 'log . {{combined}}\n'],
    ['override', 'lameduck for health', 'health {\n  lameduck 5s\n}\n'],
    ['override', 'health where it is', 'health :8080\n'],
    ['override', 'another load balancing', 'loadbalance\n'],
    ['override', 'ACLs in capitals', 'acl {\n  allow net 10.0.0.0/8\n  block\n}\n'],
    ['server', 'nothing', '\n\n'],
    ['server', 'a zone', 'home.arpa {\n    errors\n    cache 30\n    forward . 10.0.0.1\n}\n'],
    ['server', 'a zone with its port, no line end', 'home.arpa:53 {\n    whoami\n}'],
    ['server', 'a brace on a line of its own', 'home.arpa\n{\n    whoami\n}\n'],
    [
      'server',
      'zones with a comma between',
      'a.test, b.test {\n    whoami\n}\nc.test,\nd.test {\n    whoami\n}\n',
    ],
    ['server', 'Windows line ends', 'home.arpa {\r\n    whoami\r\n}\r\n'],
    ['server', 'a plugin behind the brace', 'home.arpa { whoami\n}\n'],
    [
      'server',
      'hosts with options first and last',
      'a.test {\n  hosts {\n    ttl 60\n    10.0.0.1 x.a.test\n    fd00::1 x.a.test\n    fallthrough\n  }\n}\n',
    ],
    [
      'server',
      'a snippet used twice',
      '(common) {\n  errors\n  cache 30 {\n    keepttl\n  }\n}\na.test {\n  import common\n  whoami\n}\nb.test {\n  import common\n}\n',
    ],
    [
      'server',
      'the same zone for different clients',
      'a.test {\n  view x {\n    expr true\n  }\n}\na.test {\n  whoami\n}\n',
    ],
    ['server', 'the same zone at different addresses', 'a.test {\n  bind eth0\n}\na.test {\n  bind lo\n}\n'],
    ['server', 'a zone above and one below', 'home.arpa {\n  whoami\n}\napps.home.arpa {\n  whoami\n}\n'],
  ])('%s: %s', (kind, _, text) => {
    expect(problems(kind, text)).toEqual([]);
  });
});

describe('braces', () => {
  test.each<[SnippetKind, string, string, string[]]>([
    [
      'override',
      'one too many',
      'log\n}\n',
      ['2:1 error "}" closes the block of ".", which the file is put into'],
    ],
    [
      'override',
      'one too few',
      'log\nforward . 10.0.0.1 {\n  policy random\n',
      ['2:20 error The brace is never closed'],
    ],
    [
      'override',
      'no space before one',
      'forward . 10.0.0.1{\n  policy random\n}\n',
      ['1:11 error "10.0.0.1{" has no space before the brace'],
    ],
    [
      'override',
      'one on the next line',
      'forward . 10.0.0.1\n{\n  policy random\n}\n',
      ['2:1 error "{" is not on the line of "forward"'],
    ],
    [
      'override',
      'all on one line',
      'log { class all }\nloadbalance\n',
      ['1:17 error "}" is on the line of "class"'],
    ],
    [
      'override',
      'something behind one',
      'health {\n} log\n',
      ['2:3 warning "log" is behind the end of "health"'],
    ],
    ['server', 'one too many', 'a.test {\n  whoami\n}\n}\n', ['4:1 error "}" closes nothing']],
    ['server', 'one too few', 'a.test {\n  whoami\n', ['1:8 error The brace is never closed']],
    [
      'server',
      'one too few inside',
      'a.test {\n  forward . 10.0.0.1 {\n    policy random\n}\n',
      ['1:8 warning The brace is never closed'],
    ],
    [
      'server',
      'no space before one',
      'a.test{\n  whoami\n}\n',
      ['1:1 error "a.test{" has no space before the brace'],
    ],
    [
      'server',
      'no space before the last',
      'a.test {\n  whoami}\n',
      ['2:3 error "whoami}" has no space before the brace'],
    ],
    ['server', 'all on one line', 'a.test { whoami }\n', ['1:17 error "}" is on the line of a plugin']],
    [
      'server',
      'none for a zone',
      'a.test\nforward . 10.0.0.1\ncache 30\n',
      ['1:1 error "a.test" has no braces'],
    ],
    ['server', 'no zone', '{\n  whoami\n}\n', ['1:1 error "{" has no zone before it']],
    ['server', 'a snippet that is not closed', '(x) {\n  log\n', ['1:5 error The brace is never closed']],
  ])('%s: %s', (kind, _, text, expected) => {
    expect(problems(kind, text)).toEqual(expected);
  });

  test('a plugin outside of all braces is taken for zones', () => {
    expect(problems('server', 'rewrite name a b\na.test {\n  whoami\n}\n')).toEqual([
      '1:1 error "rewrite name a b" is outside of any server block',
    ]);
  });

  test('a comma without another zone', () => {
    expect(problems('server', 'a.test, {\n  whoami\n}\n')).toEqual(['1:1 error No zone follows the comma']);
  });

  test('what is meant is said', () => {
    expect(hints('server', 'a.test{\n}\n')).toEqual([
      'CoreDNS takes the brace for a part of the word. Write "a.test {", with a space.',
    ]);
  });
});

describe('plugins', () => {
  test.each([
    [
      'forwrad . 10.0.0.1\n',
      '1:1 error "forwrad" is not a plugin of CoreDNS 1.14.7',
      'Did you mean "forward"?',
    ],
    ['Log\n', '1:1 error "Log" is not a plugin of CoreDNS 1.14.7', 'Did you mean "log"?'],
    ['metrics\n', '1:1 error "metrics" is not a plugin of CoreDNS 1.14.7', 'Did you mean "prometheus"?'],
    [
      'home.arpa {\n  whoami\n}\n',
      '1:1 error "home.arpa" is not a plugin of CoreDNS 1.14.7',
      'A zone with its own plugins goes into a .server file.',
    ],
    [
      '(x) {\n  log\n}\n',
      '1:1 error "(x)" is not a plugin of CoreDNS 1.14.7',
      'A snippet can only be defined in a .server file.',
    ],
    [
      'fallthrough\n',
      '1:1 error "fallthrough" is not a plugin of CoreDNS 1.14.7',
      'CoreDNS refuses its whole configuration because of it. Options are in the braces of their plugin.',
    ],
  ])('%j', (text, problem, hint) => {
    expect(problems('override', text)).toEqual([problem]);
    expect(hints('override', text)).toEqual([hint]);
  });

  test('that came with a newer CoreDNS', () => {
    expect(problems('override', 'shed\n', '1.14.7')).toEqual([]);
    expect(problems('override', 'shed\n', '1.14.6')).toEqual([
      '1:1 error "shed" is not a plugin of CoreDNS 1.14.6',
    ]);
    expect(hints('override', 'shed\n', '1.14.6')).toEqual(['CoreDNS 1.14.7 introduced it.']);
  });

  test.each(['errors', 'ready', 'kubernetes cluster.local', 'hosts', 'prometheus', 'cache 60', 'loop'])(
    'that the block of "." takes once: %s',
    (text) => {
      const name = text.split(' ')[0];
      expect(problems('override', text)).toEqual([
        `1:1 error "${name}" is in its server block already, in the Corefile itself`,
      ]);
    },
  );

  test('that have no effect there, or the wrong one', () => {
    expect(problems('override', 'reload 10s\n')).toEqual([
      '1:1 warning "reload" is in its server block already, in the Corefile itself',
    ]);
    expect(problems('override', 'health :8081\n')).toEqual([
      '1:1 error "health" on ":8081" replaces the one that the kubelet probes',
    ]);
  });

  test('that a zone takes once, its snippets included', () => {
    const text =
      '(common) {\n  cache 30\n}\na.test {\n  cache\n  import common\n}\nb.test {\n  import common\n}\n';
    expect(problems('server', text)).toEqual(['2:3 error "cache" is in its server block already, in line 5']);
  });

  test('of which only one counts', () => {
    expect(problems('server', 'a.test {\n  bufsize\n  bufsize 512\n  root /a\n  root /b\n}\n')).toEqual([
      '3:3 warning "bufsize" is in its server block already, in line 2',
      '5:3 warning "root" is in its server block already, in line 4',
    ]);
  });
});

describe('words', () => {
  test.each<[SnippetKind, string, string[]]>([
    ['override', 'log "a b\nlog\n', ['1:5 error The quote is never closed']],
    [
      'override',
      'forward . 10.0.0.1#home 10.0.0.2\n',
      ['1:11 warning A "#" follows "10.0.0.1" without a space'],
    ],
    ['override', 'forward . {$DNS}\n', ['1:11 warning "{$DNS}" is an environment variable']],
    ['override', 'import common\n', ['1:8 error No snippet is named "common"']],
    ['override', 'import\n', ['1:1 error "import" takes one argument']],
    ['server', '(x) {\n  import x\n}\n', ['2:3 error The snippet "x" is imported endlessly']],
    ['server', '(x) {\n  log\n}\n(x) {\n  log\n}\n', ['4:1 error "(x)" is defined twice']],
  ])('%s: %j', (kind, text, expected) => {
    expect(problems(kind, text).slice(0, 1)).toEqual(expected);
  });

  test('snippets that import each other come to an end', () => {
    const text = '(a) {\n  import b\n}\n(b) {\n  import a\n  import a\n}\nx.test {\n  import b\n}\n';
    expect(problems('server', text)).toContainEqual(expect.stringContaining('is imported endlessly'));
  });
});

test('all problems come out, in the order of their places', () => {
  const text = 'a.test {\n  forwrad . 10.0.0.1\n  cache\n  cache\n}\n. {\n  expire 10\n}\n';
  expect(problems('server', text)).toEqual([
    '2:3 error "forwrad" is not a plugin of CoreDNS 1.14.7',
    '4:3 error "cache" is in its server block already, in line 3',
    '6:1 error "." is answered already, by the cluster\'s own block',
    '7:3 error "expire" is not a plugin of CoreDNS 1.14.7',
  ]);
});

test('no text makes it fail, and all places are in the text', () => {
  const line = fc.constantFrom(
    'a.test {',
    '}',
    '{',
    'log',
    'import x',
    '(x) {',
    'cache {',
    '"',
    'a{',
    'b}',
    ',',
    '#',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom<SnippetKind[]>('override', 'server'), (lines, kind) => {
      for (const { line, column } of checkSnippet(lines.join('\n'), kind, COREDNS)) {
        expect(lines[line - 1]?.length ?? 0).toBeGreaterThanOrEqual(column);
      }
    }),
    { numRuns: 500 },
  );
});
