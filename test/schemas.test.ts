import { expect, test } from 'vitest';
import { validateAgainstCrd } from './schemas';

const POOL = { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool', metadata: { name: 'lan' } };

test('an object that the API server accepts has no errors', () => {
  expect(validateAgainstCrd({ ...POOL, spec: { addresses: ['10.0.0.1-10.0.0.9'] } })).toEqual([]);
});

test('wrong type, missing field and a field that would be dropped are all named', () => {
  expect(validateAgainstCrd({ ...POOL, spec: { autoAssign: 'yes', adresses: [] } })).toEqual([
    `/spec must have required property 'addresses' {"missingProperty":"addresses"}`,
    '/spec must NOT have additional properties {"additionalProperty":"adresses"}',
    '/spec/autoAssign must be boolean {"type":"boolean"}',
  ]);
});

test('integers are held to the width that the schema says', () => {
  const advertisement = { apiVersion: 'metallb.io/v1beta1', kind: 'BGPAdvertisement' };
  expect(validateAgainstCrd({ ...advertisement, spec: { localPref: 2 ** 31 - 1 } })).toEqual([]);
  expect(validateAgainstCrd({ ...advertisement, spec: { localPref: 2 ** 31 } })).toHaveLength(1);
});

test('a port is a number or a name', () => {
  const route = (port: unknown) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'whoami' },
    spec: { routes: [{ match: 'Host(`a`)', services: [{ name: 'whoami', port }] }] },
  });
  expect(validateAgainstCrd(route(80))).toEqual([]);
  expect(validateAgainstCrd(route('http'))).toEqual([]);
  expect(validateAgainstCrd(route(true))).not.toEqual([]);
});

test('a kind or version without a CRD is an error', () => {
  expect(validateAgainstCrd({ apiVersion: 'metallb.io/v1', kind: 'IPAddressPool' })).toEqual([
    'no CRD defines metallb.io/v1 IPAddressPool',
  ]);
});
