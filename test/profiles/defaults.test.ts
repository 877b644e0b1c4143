import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { buildWholeJsonSchema } from '../../src/profile/schema/json-schema';
import { renderProfile } from '../diff/rendered';

interface Part {
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
}

type Keys = readonly string[];

/** Every key of the schema; the items of a list have the key `0`. */
function* keysOf({ properties = {}, items, anyOf = [] }: Part, path: Keys = []): Generator<readonly [Keys, Part]> {
  for (const [key, part] of Object.entries(properties)) {
    yield [[...path, key], part];
    yield* keysOf(part, [...path, key]);
  }
  if (items !== undefined) yield* keysOf(items, [...path, '0']);
  for (const part of anyOf) yield* keysOf(part, path);
}

const KEYS = [...keysOf(buildWholeJsonSchema() as Part)];

/** A default that is one value. */
const SIMPLE = KEYS.filter(([, part]) => !['object', 'undefined'].includes(typeof part.default));

/** Profiles that together have an entry of every list. */
const COMMON = {
  k3sVersion: 'v1.37.1+k3s1',
  lan: { cidr: '10.0.0.0/24', reserved: [{ range: '10.0.0.200-10.0.0.250', owner: 'DHCP' }] },
  nodes: [{ name: 'one', role: 'server', nodeIp: '10.0.0.11', flannelIface: 'eth0' }],
  samples: [
    { name: 'web', ingress: { host: 'web.home.arpa' } },
    { name: 'rule', ingressRoute: { match: 'Host(`rule.home.arpa`)' } },
    { name: 'lb', loadBalancer: {} },
  ],
};
const BASES: readonly Record<string, unknown>[] = [
  { ...COMMON, coredns: {}, traefik: { persistence: {} }, flannel: {}, kubeProxy: {}, kubelet: {} },
  {
    ...COMMON,
    coredns: {
      mode: 'standalone',
      template: [{ zone: 'apps.home.arpa', addresses: '10.0.0.100' }],
      rewrite: [{ from: 'a.home.arpa', to: 'b.home.arpa' }],
      cache: {},
    },
    traefik: { mode: 'standalone', entryPoints: [{ name: 'mqtt', port: 1883 }] },
    metallb: {
      bgpBackend: 'frr-k8s',
      ipAddressPools: [{ name: 'lan', addresses: ['172.31.0.0/24'], serviceAllocation: {} }],
      l2Advertisements: [{ name: 'l2' }],
      bgpAdvertisements: [{ name: 'bgp' }],
      bgpPeers: [{ name: 'tor', myASN: 64512, peerASN: 64513, peerAddress: '10.0.0.1' }],
      bfdProfiles: [{ name: 'fast' }],
    },
  },
];

function valueAt(value: unknown, path: Keys): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);
}

/** The paths of a key in a profile that has its parent and not the key, in each entry of the lists above it. */
function pathsIn(base: unknown, [key = '', ...rest]: Keys, before: Keys = []): readonly Keys[] {
  const parent = valueAt(base, before) as Record<string, unknown> | undefined;
  if (parent === undefined) return [];
  if (rest.length === 0) return parent[key] === undefined ? [[...before, key]] : [];
  const keys = Array.isArray(parent) ? Object.keys(parent) : [key];
  return keys.flatMap((one) => pathsIn(base, rest, [...before, one]));
}

function withKey(base: Record<string, unknown>, path: Keys, value: unknown): Record<string, unknown> {
  const copy = structuredClone(base);
  (valueAt(copy, path.slice(0, -1)) as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  return copy;
}

function filesOf(profile: Record<string, unknown>) {
  return [...renderProfile(stringify(profile)).files];
}

describe('a default that is written renders the same files as one that is left out', () => {
  test('for enough keys', () => {
    const tried = SIMPLE.filter(([path]) => BASES.some((base) => pathsIn(base, path).length > 0));
    expect(tried.length).toBeGreaterThan(40);
  });

  const before = BASES.map(filesOf);
  test.each(SIMPLE.map(([path, part]) => [path.join('.'), path, part.default] as const))('%s', (_, path, value) => {
    for (const [index, base] of BASES.entries()) {
      for (const own of pathsIn(base, path)) {
        expect(filesOf(withKey(base, own, value))).toEqual(before[index]);
      }
    }
  });
});

/** The `@default` of each prop of a component's constructs, by name. */
function constructDefaults(component: string): ReadonlyMap<string, readonly string[]> {
  const defaults = new Map<string, string[]>();
  for (const file of readdirSync(join('constructs', component), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(join('constructs', component, file), 'utf8');
    for (const [, doc = '', name = ''] of text.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*readonly (\w+)\?:/g)) {
      const stated = /@default ([^]*?)(?=\n\s*\*\s*(?:@|$)|\n\s*$)/.exec(doc)?.[1]?.replace(/\s*\n\s*\*\s*/g, ' ');
      if (stated !== undefined) defaults.set(name, [...(defaults.get(name) ?? []), stated.trim()]);
    }
  }
  return defaults;
}

/** Numbers that a text has, sorted. */
function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(/\b\d+\b/g)].map(([number]) => number).sort();
}

const COMPONENTS = ['coredns', 'metallb', 'traefik', 'samples'] as const;

describe.each(COMPONENTS)('%s: schema and construct have one default', (component) => {
  const constructs = constructDefaults(component);

  test.each(
    SIMPLE.filter(([path]) => path[0] === component && constructs.has(path.at(-1) ?? '')).map(([path, part]) => [
      path.join('.'),
      path.at(-1) ?? '',
      part.default,
    ]),
  )('%s', (_, name, value) => {
    const literals = (constructs.get(name) ?? []).map((text) => text.replace(/^'(.*)'$/, '$1'));
    const own = literals.filter((text) => !text.startsWith('-'));
    if (own.length > 0) expect(own).toContain(String(value));
  });

  test.each(
    KEYS.filter(([path, { description = '' }]) => path[0] === component && /\bDefault\b.*\d/.test(description))
      .filter(([path]) => constructs.has(path.at(-1) ?? ''))
      .map(([path, { description = '' }]) => [path.join('.'), path.at(-1) ?? '', description]),
  )('%s, in words', (_, name, description) => {
    const stated = numbersIn(description.replace(/^.*?\bDefault\b/, '').replace(/frr-k8s/g, ''));
    const all = (constructs.get(name) ?? []).map((text) => numbersIn(text.replace(/frr-k8s/g, '')).join());
    expect(all).toContain(stated.join());
  });
});
