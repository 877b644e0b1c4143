import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { BASE, extendingProfile, MAX_STORES, storeProfile, writeFleet } from '../../bench/fleet';
import { checkProfile } from '../../src/rules/check-profile';

const template = readFileSync('profiles/pikube.yaml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'netstack-fleet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('one store', () => {
  test('has a LAN, a domain and nodes of its own', () => {
    const { cluster, content } = storeProfile(template, 299);
    expect(cluster).toBe('store-00300');
    expect(parse(content)).toMatchObject({
      lan: { cidr: '10.1.43.0/24', gateway: '10.1.43.1' },
      nodes: [{ name: 'store-00300-pi1', nodeIp: '10.1.43.11' }, {}, {}, {}],
      clusterCidr: '10.42.0.0/16',
      coredns: { forward: [{ zone: 'store-00300.example', to: ['10.1.43.1'] }] },
      metallb: { ipAddressPools: [{ addresses: ['10.1.43.100-10.1.43.150'] }] },
    });
    expect(content).not.toMatch(/home\.arpa|\b10\.0\.0\.\d/);
  });

  test('stays below the Pod network', () => {
    expect(storeProfile(template, MAX_STORES - 1).content).toContain('cidr: 10.41.255.0/24');
    expect(() => storeProfile(template, MAX_STORES)).toThrow('room for 10752 stores');
  });

  test('a template that has nothing to replace is told', () => {
    expect(() => storeProfile('lan: { cidr: 192.168.1.0/24 }', 0)).toThrow('the template has no');
  });
});

describe('a fleet', () => {
  test('every profile is valid, the first, the last and some between', () => {
    const files = writeFleet(join(folder, 'whole'), 600);
    expect(files).toHaveLength(600);
    expect(readdirSync(join(folder, 'whole'))).toEqual(files.map((file) => file.slice(-16)));
    for (const file of files.filter((_, index) => index % 50 === 0 || index === 599)) {
      const { plan, diagnostics } = checkProfile(file);
      expect({ file, errors: diagnostics, plan: plan !== undefined }).toEqual({
        file,
        errors: [],
        plan: true,
      });
    }
  });

  test('no two profiles are the same', () => {
    const contents = Array.from({ length: 600 }, (_, index) => storeProfile(template, index).content);
    expect(new Set(contents).size).toBe(600);
  });

  test('what was in the folder is gone', () => {
    writeFleet(join(folder, 'again'), 3);
    writeFleet(join(folder, 'again'), 1);
    expect(readdirSync(join(folder, 'again'))).toEqual(['store-00001.yaml']);
  });
});

describe('profiles that extend a base', () => {
  /** As the loader reads it: maps merge, everything else replaces. */
  function merged(base: unknown, own: unknown): unknown {
    if (!isMap(base) || !isMap(own)) return own;
    const keys = [...new Set([...Object.keys(base), ...Object.keys(own)])];
    return Object.fromEntries(keys.map((key) => [key, key in own ? merged(base[key], own[key]) : base[key]]));
  }

  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

  test('say what differs and nothing else', () => {
    const { content } = extendingProfile(template, 7);
    const { extends: base, ...own } = parse(content) as Record<string, unknown>;
    expect(base).toBe(BASE);
    expect(merged(parse(template), own)).toEqual(parse(storeProfile(template, 7).content));
    expect(Object.keys(own)).not.toContain('k3sVersion');
    expect(own.traefik).toEqual({ loadBalancerIPs: ['10.0.7.100'] });
  });

  test('stand beside their base and are valid', () => {
    for (const file of writeFleet(join(folder, 'extending'), 2, 'extending')) {
      const { plan, diagnostics } = checkProfile(file);
      expect({ file, diagnostics, valid: plan !== undefined }).toEqual({
        file,
        diagnostics: [],
        valid: true,
      });
    }
    expect(readdirSync(join(folder, 'extending'))).toEqual([BASE, 'store-00001.yaml', 'store-00002.yaml']);
    expect(readFileSync(join(folder, 'extending', BASE), 'utf8')).toBe(template);
  });
});
