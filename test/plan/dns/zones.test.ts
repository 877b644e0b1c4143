import { describe, expect, test } from 'vitest';
import {
  allServers,
  answeredZones,
  forwardsOf,
  isWithin,
  knownNames,
  ownZones,
  reverseZoneCidr,
  snippetProblems,
  zoneOf,
  zoneOfRewrite,
} from '../../../src/plan';
import { planOf } from '../../plan-of';

test('a name is in its own zone and in those around it', () => {
  expect(isWithin('home.arpa', 'home.arpa')).toBe(true);
  expect(isWithin('nas.home.arpa', 'home.arpa')).toBe(true);
  expect(isWithin('nashome.arpa', 'home.arpa')).toBe(false);
  expect(isWithin('arpa', 'home.arpa')).toBe(false);
});

test.each([
  ['in-addr.arpa', '0.0.0.0/0'],
  ['10.in-addr.arpa', '10.0.0.0/8'],
  ['0.0.10.in-addr.arpa', '10.0.0.0/24'],
  ['7.2.0.192.in-addr.arpa', '192.0.2.7/32'],
  ['ip6.arpa', '::/0'],
  ['0.0.d.f.ip6.arpa', 'fd00::/16'],
  ['256.in-addr.arpa', undefined],
  ['1.7.2.0.192.in-addr.arpa', undefined],
  ['x.in-addr.arpa', undefined],
  ['home.arpa', undefined],
])('%s is for %s', (zone, cidr) => {
  expect(reverseZoneCidr(zone)?.toString()).toBe(cidr);
});

const PLAN = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
registrationAddress: k3s.home.arpa
tlsSan: [10.0.0.99, "*.k3s.home.arpa", api.home.arpa]
coredns:
  upstream: { to: ["tls://9.9.9.9"], tlsServername: dns.quad9.net }
  forward: [{ zone: home.arpa, to: [10.0.0.1, "10.0.0.2:54"] }]
  template: [{ zone: apps.home.arpa, addresses: 10.0.0.100 }]
  snippets:
    - name: a.server
      text: |
        example.org tls://example.net 10.0.0.0/24 {
            forward . 10.0.0.3
        }
        broken:0 {
            whoami
        }
    - { name: b.override, text: "cache 10" }
traefik: { dashboard: { host: traefik.home.arpa, authSecret: users } }
samples: [{ name: whoami, ingress: { host: whoami.home.arpa } }]
`);

describe('zones of a CoreDNS', () => {
  test('those of keys, and those of snippets that pods can ask', () => {
    expect(ownZones(PLAN.coredns).map(({ zone }) => zone)).toEqual(['home.arpa', 'apps.home.arpa']);
    expect(answeredZones(PLAN.coredns).map(({ zone, title }) => [zone, title])).toEqual([
      ['home.arpa', 'the forward of home.arpa'],
      ['apps.home.arpa', 'the template of apps.home.arpa'],
      ['example.org', 'the snippet "a.server"'],
      ['0.0.10.in-addr.arpa', 'the snippet "a.server"'],
    ]);
  });

  test('a name is answered from the longest', () => {
    const zone = (name: string) => zoneOf(PLAN.coredns, name)?.zone;
    expect(zone('nas.home.arpa')).toBe('home.arpa');
    expect(zone('a.apps.home.arpa')).toBe('apps.home.arpa');
    expect(zone('www.example.org')).toBe('example.org');
    expect(zone('example.com')).toBeUndefined();
  });

  test('exact names and suffixes are rewritten in the block of their zone', () => {
    const zone = (match: 'exact' | 'suffix' | 'prefix' | 'regex', from: string) =>
      zoneOfRewrite(PLAN.coredns, { match, from, to: 'x' })?.zone;
    expect(zone('exact', 'nas.home.arpa.')).toBe('home.arpa');
    expect(zone('suffix', '.apps.home.arpa')).toBe('apps.home.arpa');
    expect(zone('regex', 'nas.home.arpa')).toBeUndefined();
    expect(zone('exact', 'www.example.org')).toBeUndefined();
  });
});

test('every server of every forward, with its place', () => {
  expect(forwardsOf(PLAN.coredns)).toHaveLength(2);
  expect(allServers(PLAN.coredns).map(({ address, port, path }) => [address.toString(), port, path])).toEqual(
    [
      ['9.9.9.9', 853, ['coredns', 'upstream', 'to', 0]],
      ['10.0.0.1', 53, ['coredns', 'forward', 0, 'to', 0]],
      ['10.0.0.2', 54, ['coredns', 'forward', 0, 'to', 1]],
    ],
  );
  expect(allServers({ ...PLAN.coredns, mode: 'none' })).toEqual([]);
});

test('names that mean something outside of the cluster DNS; no addresses and no wildcards', () => {
  expect(knownNames(PLAN).map(({ name, traefik }) => [name, traefik])).toEqual([
    ['k3s.home.arpa', false],
    ['api.home.arpa', false],
    ['traefik.home.arpa', true],
    ['whoami.home.arpa', true],
  ]);
});

test('snippets are read by the CoreDNS that runs, beside what the profile makes', () => {
  expect(PLAN.coredns.version).toBe('1.14.7');
  const found = snippetProblems(PLAN.coredns).map(({ snippet, line, severity }) => [
    snippet.name,
    line,
    severity,
  ]);
  expect(found).toContainEqual(['b.override', 1, 'error']);
  expect(found).toContainEqual(['a.server', 4, 'error']);
  expect(snippetProblems({ ...PLAN.coredns, mode: 'none' })).toEqual([]);
});
