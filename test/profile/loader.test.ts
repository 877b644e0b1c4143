import { describe, expect, test } from 'vitest';
import { Unparsed } from '../../src/evaluation/unparsed';
import { loadProfile } from '../../src/plan/load-profile';
import { BASE, problemsOf } from './problems-of';

test('the smallest profile is well', () => {
  expect(problemsOf(BASE)).toEqual([]);
});

test('the cluster has the name of its file', () => {
  for (const file of [
    'home.yaml',
    'profiles/home.yaml',
    '/a/b.c/home.yml',
    'C:\\profiles\\home.yaml',
    'home',
  ]) {
    expect(loadProfile(file, BASE).cluster).toBe('home');
  }
});

describe('what did not parse', () => {
  test('fails for who reads it, and nothing else is lost', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}flannel: { vni: 0, port: 8473 }\nclusterDns: nothing\n`,
    );
    expect(() => plan?.flannel.vni).toThrow(Unparsed);
    expect(plan?.flannel.port).toBe(8473);
    expect(() => plan?.clusterDns).toThrow(Unparsed);
    expect(plan?.clusterCidr.map(String)).toEqual(['10.42.0.0/16']);
    expect(plan?.nodes[0]?.name).toBe('one');
  });

  test('takes along what rests on it', () => {
    const { plan } = loadProfile(
      'test.yaml',
      BASE.replace('10.0.0.0/24', '10.0.0.0/24, mtu: 1').concat('flannel: {}\n'),
    );
    expect(() => plan?.lan.mtu).toThrow(Unparsed);
    expect(() => plan?.flannel.podMtu).toThrow(Unparsed);
    expect(plan?.flannel.overhead).toBe(50);
  });

  test('a list with a bad element is bad as a whole', () => {
    const { plan } = loadProfile('test.yaml', `${BASE}tlsSan: [good.home.arpa, 'bad one']\n`);
    expect(() => plan?.tlsSan).toThrow(Unparsed);
  });

  test('a key that was misspelt has no default', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}flannel: { backnd: host-gw }\nserviceCdir: 10.99.0.0/16\n`,
    );
    expect(() => plan?.flannel.backend).toThrow(Unparsed);
    expect(() => plan?.serviceCidr).toThrow(Unparsed);
    expect(() => plan?.apiServiceAddress).toThrow(Unparsed);
    expect(plan?.clusterCidr.map(String)).toEqual(['10.42.0.0/16']);
  });

  test('nor has one that has its place elsewhere', () => {
    const { plan } = loadProfile('test.yaml', `${BASE}flannel-backend: host-gw\n`);
    expect(() => plan?.flannel.backend).toThrow(Unparsed);
  });

  test('where the right key stands beside the wrong one, it counts', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}clusterDomain: home.arpa\ncluster-domain: other.arpa\n`,
    );
    expect(plan?.clusterDomain).toBe('home.arpa');
  });

  test('a key that stands twice, a number that is two things', () => {
    const { plan } = loadProfile(
      'test.yaml',
      `${BASE}clusterDomain: a.arpa\nclusterDomain: b.arpa\nflannel: { vni: 010 }\n`,
    );
    expect(() => plan?.clusterDomain).toThrow(Unparsed);
    expect(() => plan?.flannel.vni).toThrow(Unparsed);
    expect(plan?.flannel.backend).toBe('vxlan');
  });
});

describe("the user's own words", () => {
  const { plan, source } = loadProfile('test.yaml', `${BASE}clusterCidr: 10.77.0.1/16\ntlsSan: [a.arpa]\n`);

  test('are quoted as they stand', () => {
    expect(source.quote(plan?.clusterCidr[0] ?? [])).toBe('"10.77.0.1/16"');
    expect(source.line(plan?.clusterCidr[0] ?? [])).toBe('line 5');
    expect(source.states(['clusterCidr'])).toBe(true);
    expect(source.quote(['tlsSan', 0])).toBe('"a.arpa"');
    expect(source.line(['nodes', 0, 'nodeIp', 0])).toBe('line 4');
  });

  test('where there are none it is the default', () => {
    expect(source.quote(plan?.serviceCidr[0] ?? [])).toBe('"10.43.0.0/16" (the default)');
    expect(source.line(plan?.serviceCidr[0] ?? [])).toBe('the default');
    expect(source.states(['serviceCidr'])).toBe(false);
    expect(source.quote(['flannel', 'vni'])).toBe('the default');
  });

  test('a problem without a place of its own stands at the nearest one around it', () => {
    const profile = loadProfile('test.yaml', BASE);
    const problem = { rule: 'r', severity: 'error', message: 'm', hint: 'h' } as const;
    expect(profile.diagnose({ path: ['lan', 'gateway', 0], ...problem })).toMatchObject({
      line: 2,
      column: 6,
      path: 'lan',
    });
    expect(profile.diagnose({ path: ['flannel', 'vni'], ...problem })).toMatchObject({
      line: 1,
      column: 1,
      path: '',
    });
    expect(profile.diagnose({ path: ['nodes', 0, 'nodeIp', 0], ...problem })).toMatchObject({
      line: 4,
      column: 40,
      path: 'nodes[0].nodeIp',
    });
  });
});
