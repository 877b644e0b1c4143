import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { differencesOf, ObjectReader } from '../../bench/object-sets';

const folder = mkdtempSync(join(tmpdir(), 'netstack-objects-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: lan\n';
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: lan\nspec:\n  ports: [80]\n';

function read(content: string, name = 'objects.yaml') {
  const file = join(folder, name);
  writeFileSync(file, content);
  return new ObjectReader().read([file]);
}

describe('the same objects', () => {
  const expected = read(`${NAMESPACE}---\n${SERVICE}`);

  test('are told by their names', () => {
    expect([...expected.values()]).toEqual(['v1 Namespace lan', 'v1 Service lan web']);
  });

  test.each([
    ['in another order', `${SERVICE}---\n${NAMESPACE}`],
    [
      'with comments and empty documents, as Helm writes them',
      `---\n# Source: a\n${NAMESPACE}---\n# none\n---\n${SERVICE}`,
    ],
    [
      'with keys in another order',
      `${NAMESPACE}---\nspec: { ports: [80] }\n${SERVICE.replace(/spec[^]*/, '')}`,
    ],
  ])('%s', (_, content) => {
    expect(differencesOf(expected, read(content))).toEqual([]);
  });

  test('in several files', () => {
    writeFileSync(join(folder, 'a.yaml'), NAMESPACE);
    writeFileSync(join(folder, 'b.yaml'), SERVICE);
    const both = new ObjectReader().read([join(folder, 'a.yaml'), join(folder, 'b.yaml')]);
    expect(differencesOf(expected, both)).toEqual([]);
  });

  test('as a List in JSON', () => {
    const items = [
      {
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { namespace: 'lan', name: 'web' },
        spec: { ports: [80] },
      },
      { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'lan' } },
    ];
    expect(differencesOf(expected, read(JSON.stringify({ items }), 'list.json'))).toEqual([]);
  });
});

describe('objects that are not the same', () => {
  const expected = read(`${NAMESPACE}---\n${SERVICE}`);

  test.each([
    ['another value', SERVICE.replace('80', '81')],
    ['another type', SERVICE.replace('80', '"80"')],
    ['a key too many', `${SERVICE}status: {}\n`],
    ['a longer list', SERVICE.replace('[80]', '[80, 80]')],
  ])('%s', (_, service) => {
    expect(differencesOf(expected, read(`${NAMESPACE}---\n${service}`))).toEqual([
      'lacks v1 Service lan web',
      'has instead v1 Service lan web',
    ]);
  });

  test('one too few, one too many', () => {
    expect(differencesOf(expected, read(NAMESPACE))).toEqual(['lacks v1 Service lan web']);
    expect(differencesOf(read(NAMESPACE), expected)).toEqual(['has instead v1 Service lan web']);
  });
});

test('a line of dashes with a comment behind it swallows nothing', () => {
  expect([...read(`--- # first\n${NAMESPACE}---\napiVersion: v2\n${SERVICE.slice(15)}`).values()]).toEqual([
    'v1 Namespace lan',
    'v2 Service lan web',
  ]);
});
