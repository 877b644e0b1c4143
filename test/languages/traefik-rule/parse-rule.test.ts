import { describe, expect, test } from 'vitest';
import type { RuleProtocol } from '../../../src/languages/traefik-rule';
import { matchersOf, parseRule, valuesOf } from '../../../src/languages/traefik-rule';

/** What is wrong with a rule, as a reader sees it: the text it is about, and the words. */
function problems(text: string, protocol: RuleProtocol = 'http'): string[] {
  return parseRule(text, protocol).problems.map(
    ({ severity, start, end, message, hint }) =>
      `${severity} ${text.slice(start, end)} | ${message} | ${hint}`,
  );
}

function parseAccepted(text: string, protocol: RuleProtocol = 'http') {
  const { rule, problems: found } = parseRule(text, protocol);
  expect(found).toEqual([]);
  if (rule === undefined) throw new Error(`${text} was refused`);
  return rule;
}

describe('structure', () => {
  test('&& binds closer than ||, ! closest, parentheses first', () => {
    expect(parseAccepted('!Host(`a`) && Path(`/b`) || Method(`GET`)')).toMatchObject({
      kind: 'or',
      rules: [
        { kind: 'and', rules: [{ kind: 'not', rule: { name: 'Host' } }, { name: 'Path' }] },
        { name: 'Method' },
      ],
    });
    expect(parseAccepted('Host(`a`) && (Path(`/b`) || Path(`/c`))')).toMatchObject({
      kind: 'and',
      rules: [
        { name: 'Host' },
        { kind: 'or', rules: [{ values: [{ text: '/b' }] }, { values: [{ text: '/c' }] }] },
      ],
    });
  });

  test('neither many matchers nor deep nesting is too much', () => {
    const hosts = Array.from({ length: 20_000 }, (_, index) => `Host(\`h${index}.example.org\`)`);
    expect(valuesOf(parseAccepted(hosts.join(' || ')), 'Host')).toHaveLength(20_000);
    parseAccepted(`${'('.repeat(500)}Host(\`a\`)${')'.repeat(500)}`);
    expect(problems(`${'!('.repeat(100_000)}Host(\`a\`)`)).toEqual([
      expect.stringContaining('The rule is nested too deep | Leave out parentheses and negations.'),
    ]);
  });

  test('places are those of the text', () => {
    const rule = parseAccepted('  Host( `a.b` )');
    expect(rule).toMatchObject({ start: 2, end: 15, values: [{ start: 8, end: 13, text: 'a.b' }] });
  });

  test('all matchers and values can be listed', () => {
    const rule = parseAccepted('(Host(`a`) || !HOST(`b`)) && Header(`X-Team`, `net`)');
    expect(matchersOf(rule).map(({ name }) => name)).toEqual(['Host', 'HOST', 'Header']);
    expect(valuesOf(rule, 'Host')).toEqual(['a', 'b']);
  });

  test.each([
    ['"a\\"b"', 'a"b'],
    ['"tab\\there"', 'tab\there'],
    ['"\\x41\\u00e4\\U0001F600"', 'Aä😀'],
    ['"\\101"', 'A'],
    ['`as\\it is`', 'as\\it is'],
    ['`no\rreturn`', 'noreturn'],
  ])('%s is read as Go reads it', (literal, value) => {
    expect(valuesOf(parseAccepted(`Header(\`X\`, ${literal})`), 'Header')[1]).toBe(value);
  });

  test.each([
    'Host(`a`) &&\n  Path(`/b`)\n',
    'Host(`a`,)',
    'Host(\n`a`)',
    'Host /* why */ (`a`) // note',
    'hostregexp(`^a$`) || HOSTREGEXP(`^b$`) || Hostregexp(`^c$`)',
    'Query(`a`) && QueryRegexp(`b`) && Query(`c`, `d`)',
    'ClientIP(`10.0.0.1`) || ClientIP(`10.1.2.3/8`) || ClientIP(`fd00::/8`)',
    'Host(`*.example.org`) || Host(`*`)',
    'Method(`propfind`) || Method(`PURGE`)',
    'PathRegexp(`^/[0-9]{2}\\p{Greek}$`)',
  ])('%j is fine', (text) => {
    parseAccepted(text);
  });

  test.each(['HostSNI(`*`)', 'HostSNI(`*.example.org`) && ALPN(`h2`)', 'HostSNIRegexp(`^.+\\.a$`)'])(
    '%s is fine for TCP',
    (text) => {
      parseAccepted(text, 'tcp');
    },
  );

  test.each([
    ['', '| The rule has no matcher | Write a matcher such as Host(`example.org`).'],
    ['Host(`a`) &&', '| The rule ends where a matcher should follow |'],
    ['Host(`a`', 'The rule ends before the parenthesis of Host is closed | Add the closing ).'],
    ['(Host(`a`)', 'The rule ends before the parenthesis is closed | Add the closing ).'],
    ['Host(`a`))', 'error ) | ) does not belong here | It closes nothing'],
    [
      'Host(`a`) Path(`/`)',
      'error Path | Path does not belong here | Join matchers by && (both must hold) or ||',
    ],
    ['Host(`a`) and Path(`/`)', 'error and | and does not belong here | Join matchers by &&'],
    ['not Host(`a`)', 'error not | not is followed by no parenthesis | Write !.'],
    ['Host(`a`) && or', 'error or | or is followed by no parenthesis | Write ||.'],
    ['Host', 'error Host | Host is followed by no parenthesis | Write Host(`value`).'],
    ['Host(`a`) & Path(`/`)', 'error & | & has no meaning in a rule | Both must hold: write &&.'],
    ['Host(`a`) | Path(`/`)', 'error | | | has no meaning in a rule | Either must hold: write ||.'],
    ["Host('a')", "error ' | ' has no meaning in a rule | Put values in backticks"],
    ['Host(“a”)', 'error “ | “ has no meaning in a rule | Put values in backticks'],
    ['Host:a.b', 'error : | : has no meaning in a rule | Host:example.org is the syntax of Traefik v1'],
    ['Host(`a`);', 'error ; | ; has no meaning in a rule | Rules are joined by && or ||.'],
    ['Host(a)', 'error a | a stands without quotes | Put values in backticks: `a`.'],
    [
      'Host(`b`, a.b:80/c)',
      'error a.b:80/c | a.b:80/c stands without quotes | Put values in backticks: `a.b:80/c`.',
    ],
    ['Host(1)', 'error 1 | 1 stands without quotes | Put values in backticks: `1`.'],
    ['*', 'error * | * has no meaning in a rule | A rule is made of matchers'],
    ['Host(`a)', 'error `a) | The value that starts with ` has no closing ` | Add the `.'],
    ['Host("a)', 'has no closing " | Add the ".'],
    [
      'PathRegexp("\\d+")',
      'error \\d | \\d is not an escape that double quotes know | Put the value in backticks',
    ],
    ['Host("\\400")', '\\4 is not an escape'],
    [
      'Host(`a`)\n&& Path(`/`)',
      'error && | The line breaks before && | Traefik takes the line break for the end',
    ],
    ['Host(`a`\n)', 'error ) | The line breaks before ) |'],
    ['`a`', 'error `a` | a does not belong here | A value stands in the parentheses of a matcher'],
    [', Host(`a`)', 'error , | , does not belong here | A comma only separates the values'],
    ['&& Host(`a`)', 'error && | The rule has no matcher |'],
    ['Host(`a`) && || Path(`/`)', 'error || | || does not belong here | Write a matcher such as'],
  ])('%j is refused', (text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('matchers', () => {
  test.each([
    [
      'Headers(`A`, `b`)',
      'http',
      'It is the syntax of Traefik v2: v3 calls it Header, as in Header(`X-Team`, `network`).',
    ],
    ['HeadersRegexp(`A`, `b`)', 'http', 'v3 calls it HeaderRegexp'],
    ['HostHeader(`a`)', 'http', 'v3 calls it Host, as in Host(`example.org`).'],
    ['hOst(`a`)', 'http', 'hOst is not a matcher of HTTP routers | Did you mean Host(`example.org`)?'],
    ['PathPrefx(`/a`)', 'http', 'Did you mean PathPrefix(`/api`)?'],
    ['Cookie(`a`)', 'http', 'There are ClientIP, Method, Host,'],
    ['HostSNI(`a`)', 'http', 'It is for TCP routers. Write Host(`example.org`).'],
    ['ALPN(`h2`)', 'http', 'It is for TCP routers.'],
    ['Host(`a`)', 'tcp', 'Host is not a matcher of TCP routers | A TCP router sees no HTTP request'],
    ['PathPrefix(`/`)', 'tcp', 'only the connection and the server name of its TLS handshake.'],
    ['Headers(`A`, `b`)', 'tcp', 'There are ALPN, ClientIP, HostSNI, HostSNIRegexp.'],
  ] as const)('%s in a rule for %s', (text, protocol, expected) => {
    expect(problems(text, protocol)).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['Host()', 'Host takes 1 value, here are none | Write Host(`example.org`).'],
    ['Host(``)', 'error `` | Host has an empty value |'],
    ['Header(`a`)', 'Header takes 2 values, here are 1 | Write Header(`X-Team`, `network`).'],
    ['Query(`a`, `b`, `c`)', 'Query takes 1 or 2 values, here are 3 |'],
    [
      'Host(`a.b`, `c.d`)',
      'Host takes 1 value, here are 2 | Several values are the syntax of Traefik v2: ' +
        'write Host(`a.b`) || Host(`c.d`), in parentheses if more follows.',
    ],
    ['method(`GET`, "a`b")', 'write Method(`GET`) || Method("a`b")'],
  ])('%s has a wrong number of values', (text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  test('every problem is found, in the order of the text', () => {
    expect(parseRule('Path(`a`) && Foo(`b`) && Host()', 'http').problems.map(({ start }) => start)).toEqual([
      5, 13, 25,
    ]);
  });
});
