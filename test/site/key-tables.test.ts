import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KEY_TABLES, insertKeyTable } from '../../src/site/key-tables';
import { listKeys } from '../../src/site/schema-keys';
import { UPSTREAM_NAMES, findEntry, nameUpstream } from '../../src/site/upstream-names';

const KEYS = Object.values(KEY_TABLES).flatMap((roots) => listKeys(roots));

describe.each(Object.entries(KEY_TABLES))('%s', (page, roots) => {
  test('has the table of the current schema (npm run docs:keys)', () => {
    const text = readFileSync(page, 'utf8');
    expect(insertKeyTable(text, roots)).toBe(text);
  });
});

test('every name of an upstream belongs to a key', () => {
  const used = new Set(KEYS.map(({ path }) => findEntry(path)));
  expect(UPSTREAM_NAMES.filter((entry) => !used.has(entry))).toEqual([]);
});

test('a default is a value in code, a phrase, or required', () => {
  const fallbacks = new Map(KEYS.map(({ path, fallback }) => [path, fallback]));
  expect(fallbacks.get('flannel.backend')).toBe('`vxlan`');
  expect(fallbacks.get('flannel.vni')).toBe('`1`');
  expect(fallbacks.get('clusterDns')).toBe('the tenth of each serviceCidr');
  expect(fallbacks.get('metallb.ipAddressPools[].addresses')).toBe('required');
  expect(fallbacks.get('flannel.iface')).toBe('-');
});

test('a name with * has the rest of the path', () => {
  expect(nameUpstream('metallb.ipAddressPools[].serviceAllocation.priority')).toBe(
    'IPAddressPool: `spec.serviceAllocation.priority`',
  );
});

test('a key without a name and a root without keys are refused', () => {
  expect(() => nameUpstream('metallb.unknown')).toThrow('metallb.unknown');
  expect(() => listKeys(['metallbs'])).toThrow('metallbs');
});
