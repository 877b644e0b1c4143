import { describe, expect, test } from 'vitest';
import { needsTls, parseRule, traefikNeeded } from '../../../src/languages/traefik-rule';

function problem(text: string, protocol: 'http' | 'tcp' = 'http'): string {
  const [first, ...others] = parseRule(text, protocol).problems;
  expect(others).toEqual([]);
  return `${first?.severity}: ${first?.message}. ${first?.hint}`;
}

function ruleOf(text: string, protocol: 'http' | 'tcp' = 'http') {
  const { rule } = parseRule(text, protocol);
  if (rule === undefined) throw new Error(`${text} was refused`);
  return rule;
}

describe('what Traefik refuses', () => {
  test.each([
    [
      'Host(`bücher.example`)',
      'Host takes ASCII characters only, not `bücher.example`. Clients send the punycode',
    ],
    ['HostRegexp(`ü`)', 'HostRegexp takes ASCII characters only'],
    ['Path(`status`)', 'The path `status` does not start with /. Write Path(`/status`).'],
    ['PathPrefix(`^/a`)', 'A regular expression belongs into PathRegexp: PathRegexp(`^/a`).'],
    ['PathRegexp(`[a`)', '`[a` is not a regular expression: missing closing ]: `[a`. Traefik reads'],
    ['PathRegexp(`^/(?!api)`)', 'without look-around and back references.'],
    ['HostRegexp(`*.example.org`)', 'A wildcard is no regular expression: `^.*\\.example\\.org$`.'],
    ['HeaderRegexp(`A`, `(`)', '`(` is not a regular expression: missing closing )'],
    ['QueryRegexp(`a`, `+`)', '`+` is not a regular expression: missing argument'],
    ['ClientIP(`10.0.0.0/33`)', '`10.0.0.0/33` is neither an address nor a network. Write one'],
    ['ClientIP(`localhost`)', '`localhost` is neither an address nor a network.'],
  ])('%s', (text, expected) => {
    expect(problem(text)).toContain(`error: `);
    expect(problem(text)).toContain(expected);
    expect(parseRule(text, 'http').rule).toBeUndefined();
  });

  test.each([
    ['HostSNI(`a/b`)', '`a/b` is not a server name that a TLS handshake can carry.'],
    ['HostSNI(`a.*.b`)', 'or `*` for every connection.'],
    ['HostSNIRegexp(`[`)', 'is not a regular expression'],
    ['ALPN(`acme-tls/1`)', 'ALPN must not match `acme-tls/1`. Traefik keeps this protocol for its own'],
    ['ClientIP(`1.2.3`)', 'is neither an address nor a network'],
  ])('%s in TCP', (text, expected) => {
    expect(problem(text, 'tcp')).toContain(expected);
  });
});

describe('what Traefik takes and reads otherwise', () => {
  test.each([
    [
      'Path(`/users/{id}`)',
      'Path takes the braces in `/users/{id}` as they stand',
      'PathRegexp(`^/users/[^/]+$`)',
    ],
    ['PathPrefix(`/v{n:[0-9]+}/a.b`)', 'it matches nothing', 'PathRegexp(`^/v[0-9]+/a\\.b`)'],
    ['PathRegexp(`^/{id}`)', 'Placeholders are the syntax of Traefik v2', 'PathRegexp('],
    ['Host(`{sub}.example.org`)', 'takes the braces', 'HostRegexp(`^[^.]+\\.example\\.org$`)'],
    [
      'HostRegexp(`{sub:[a-z]{2}}.example.org`)',
      'takes the braces',
      'HostRegexp(`^[a-z]{2}\\.example\\.org$`)',
    ],
    ['Path(`/api/*`)', 'is taken as it stands', 'write PathPrefix(`/api/`)'],
    ['PathPrefix(`/a?b`)', 'goes on after the path', 'write Query(`key`, `value`)'],
    ['Host(`https://a.b/c`)', 'A host has neither scheme nor path', 'Write Host(`a.b`)'],
    ['Host(`a.b:8080`)', 'The host `a.b:8080` has a port', 'without the port: write `a.b`'],
    ['Host(`*a.b`)', 'The wildcard in `*a.b` is taken as it stands', 'the whole first label'],
    ['Host(`a.*`)', 'The wildcard in `a.*` is taken as it stands', 'the whole first label'],
    ['Method(`PSOT`)', '`PSOT` is not a method that HTTP clients use', 'Did you mean Method(`POST`)?'],
    ['Method(`GET POST`)', 'is not a method', 'Write one method: Method(`GET`).'],
    [
      'Header(`Host`, `a.b`)',
      'Traefik keeps the host name apart from the headers',
      'Write Host(`example.org`)',
    ],
    ['HeaderRegexp(`X-A: b`, `c`)', '`X-A: b` is not a header name', 'Write the name alone'],
    ['Query(`a=b`)', 'looks for a parameter that is called `a=b`', 'write Query(`a`, `b`)'],
    ['QueryRegexp(`a=b=c`)', 'looks for a parameter', 'write QueryRegexp(`a`, `b=c`)'],
  ])('%s', (text, message, hint) => {
    expect(problem(text)).toMatch(/^warning: .*: it matches nothing\. /);
    expect(problem(text)).toContain(message);
    expect(problem(text)).toContain(hint);
    expect(parseRule(text, 'http').rule).toBeDefined();
  });

  test('HostSNI(`a:443`) has a port', () => {
    expect(problem('HostSNI(`a:443`)', 'tcp')).toContain('The host `a:443` has a port');
  });

  test.each([
    'Host(`a`) && Host(`b`)',
    '(Path(`/a`) && Host(`h`)) && Path(`/b`)',
    'Method(`GET`) && !!Host(`c`) && method(`PUT`)',
  ])('%s contradicts itself', (text) => {
    expect(problem(text)).toMatch(
      /^warning: Two different \w+ are joined by &&: the rule matches nothing\. A request/,
    );
  });

  test('a contradiction inside a negation or one branch is found as well', () => {
    expect(problem('!(Host(`a`) && Host(`b`))')).toContain('Two different Host');
    expect(problem('Path(`/x`) || Host(`a`) && Host(`b`)')).toContain('Two different Host');
    expect(problem('(Host(`a`) && Host(`b`) || Path(`/`)) && Method(`GET`)')).toContain('Two different Host');
  });

  test.each([
    'Host(`a`) || Host(`b`)',
    'Host(`a`) && Host(`A`)',
    'Host(`a`) && !Host(`b`)',
    'Host(`a.b`) && Host(`*.b`)',
    '(Host(`a`) || Host(`b`)) && Path(`/`)',
    'Header(`A`, `b`) && Header(`C`, `d`)',
  ])('%s does not', (text) => {
    expect(parseRule(text, 'http').problems).toEqual([]);
  });
});

describe('what a rule needs', () => {
  test('a wildcard host needs 3.7.0, a bare one 3.7.7, anything else any v3', () => {
    expect(traefikNeeded(ruleOf('Host(`a`) || HostRegexp(`^.+$`)'))).toBeUndefined();
    expect(traefikNeeded(ruleOf('host(`*.a`)'))?.version).toBe('3.7.0');
    expect(traefikNeeded(ruleOf('HostSNI(`*.a`)', 'tcp'))?.version).toBe('3.7.0');
    expect(traefikNeeded(ruleOf('HostSNI(`*`)', 'tcp'))).toBeUndefined();
    expect(traefikNeeded(ruleOf('Host(`*.a`) || Host(`*`)'))?.version).toBe('3.7.7');
  });

  test('a TCP rule that looks into the handshake needs TLS', () => {
    expect(needsTls(ruleOf('HostSNI(`*`) && ClientIP(`10.0.0.1`)', 'tcp'))).toBe(false);
    expect(needsTls(ruleOf('HostSNI(`a`)', 'tcp'))).toBe(true);
    expect(needsTls(ruleOf('HostSNI(`*`) && ALPN(`h2`)', 'tcp'))).toBe(true);
    expect(needsTls(ruleOf('HostSNIRegexp(`^a$`)', 'tcp'))).toBe(true);
  });
});
