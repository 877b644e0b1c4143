import { Ajv2020 } from 'ajv/dist/2020';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildBaseJsonSchema, buildProfileJsonSchema } from '../../src/profile/schema/json-schema';

const FILE = 'profiles/profile.schema.json';
const BASE_FILE = 'profiles/base.schema.json';
const PROFILES = readdirSync('profiles').filter((file) => file.endsWith('.yaml'));

const validate = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>,
);

const validateBase = new Ajv2020({ allErrors: true }).compile(
  JSON.parse(readFileSync(BASE_FILE, 'utf8')) as Record<string, unknown>,
);

test.each([
  [FILE, buildProfileJsonSchema],
  [BASE_FILE, buildBaseJsonSchema],
])('%s is what `npm run schema` makes', (file, made) => {
  expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(made(), null, 2)}\n`);
});

describe.each(PROFILES)('%s', (file) => {
  const text = readFileSync(`profiles/${file}`, 'utf8');

  test('tells editors where the schema is', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=profile.schema.json');
  });

  test('is valid', () => {
    validate(parse(text));
    expect(validate.errors).toBeNull();
  });
});

describe('what is not a profile', () => {
  const minimal = {
    k3sVersion: 'v1.37.1+k3s1',
    lan: { cidr: '10.0.0.0/24' },
    nodes: [{ name: 'one', role: 'server', nodeIp: '10.0.0.11' }],
  };

  test('the smallest one is', () => {
    expect(validate(minimal)).toBe(true);
  });

  test.each([
    ['no nodes', { nodes: [] }, '/nodes'],
    ['no LAN', { lan: undefined }, ''],
    ['a LAN without a network', { lan: { gateway: '10.0.0.1' } }, '/lan'],
    ['a node without an address', { nodes: [{ name: 'one', role: 'server' }] }, '/nodes/0'],
    ['an empty list of addresses', { clusterDns: [] }, '/clusterDns'],
    ['a map for an address', { clusterDns: { first: '10.43.0.10' } }, '/clusterDns'],
    ['an unknown key', { clusterCIDR: '10.42.0.0/16' }, ''],
    ['an unknown key far down', { traefik: { providers: { kubernetesCrd: true } } }, '/traefik/providers'],
    ['a word that is no choice', { flannel: { backend: 'wireguard' } }, '/flannel/backend'],
    ['a number out of range', { flannel: { backend: 'vxlan', vni: 0 } }, '/flannel/vni'],
    ['a number in quotes', { httpsListenPort: '6443' }, '/httpsListenPort'],
    ['half a number', { lan: { cidr: '10.0.0.0/24', mtu: 1500.5 } }, '/lan/mtu'],
    ['a name of another form', { samples: [{ name: 'Who Am I' }] }, '/samples/0/name'],
    ['a taint without effect', { nodes: [{ ...minimal.nodes[0], nodeTaint: ['a=b'] }] }, '/nodes/0/nodeTaint/0'],
    ['a word for a map', { traefik: 'none' }, '/traefik'],
  ])('%s', (_, part, place) => {
    const profile: unknown = JSON.parse(JSON.stringify({ ...minimal, ...part }));
    expect(validate(profile)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(place);
  });
});

describe('a profile that extends another file', () => {
  test.each<[string, object]>([
    ['may lack everything', {}],
    ['may say a part of a map', { lan: { gateway: '10.0.0.1' }, metallb: { bgpPeers: [] } }],
  ])('%s', (_, part) => {
    validate({ extends: '_base.yaml', ...part });
    expect(validate.errors).toBeNull();
    expect(validate(part)).toBe(false);
  });

  test.each<[string, object]>([
    ['lists are never merged, so theirs are whole', { nodes: [{ name: 'one' }] }],
    ['no key is unknown to the schema', { lan: { gatway: '10.0.0.1' } }],
    ['a base has its name', { extends: 'base.yaml' }],
  ])('%s', (_, part) => {
    expect(validate({ extends: '_base.yaml', ...part })).toBe(false);
  });
});

describe('a base', () => {
  test('is any part of a profile', () => {
    for (const part of [{}, { lan: { gateway: '10.0.0.1' } }, { k3sVersion: 'v1.37.1+k3s1' }]) {
      validateBase(part);
      expect(validateBase.errors).toBeNull();
    }
    for (const file of PROFILES) expect(validateBase(parse(readFileSync(`profiles/${file}`, 'utf8')))).toBe(true);
  });

  test('extends nothing, and knows all keys', () => {
    expect(validateBase({ extends: '_base.yaml' })).toBe(false);
    expect(validateBase({ lan: { gatway: '10.0.0.1' } })).toBe(false);
    expect(validateBase({ nodes: [{ name: 'one' }] })).toBe(false);
  });
});
