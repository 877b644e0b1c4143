import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitYaml } from '../../src/synth/emit-yaml';
import { sampleSize } from '../sample-size';

const line = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    'on',
    'yes',
    '010',
    '1:30',
    '1_000',
    '0x1f',
    '~',
    'null',
    '.inf',
    '1e3',
    '-',
    '?',
    '---',
    '...',
    '#',
    ' a',
    'a ',
    'a: b',
    'a #b',
    '[a',
    '{a',
    '%',
    '@a',
    '`a',
    "it's",
    '"q"',
    '<<',
    '=',
    '2026-11-23',
    '',
    '\t',
    '5m',
    '!x',
    '&x',
    '*x',
    'é',
    '😀',
  ),
);
const lines = fc.array(line, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('\n'));
const scalar = fc.oneof(line, line, lines, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(line, tie('value'), { maxKeys: 4 }),
  ),
}));
const document = fc.dictionary(line, value, { maxKeys: 5 });

test('writes the bytes of cdk8s for any document', () => {
  fc.assert(
    fc.property(document, (any) => {
      expect(emitYaml(any)).toBe(Yaml.stringify(any));
    }),
    { numRuns: sampleSize(3000), seed: 20261123 },
  );
});

test('writes words and addresses as cdk8s does', () => {
  const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,9}$/);
  const address = fc.stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/);
  const mark = fc.constantFrom('-', '.', '/', ' ', '_', ':');
  const joined = fc
    .tuple(
      fc.oneof(word, address),
      fc.array(fc.tuple(mark, fc.oneof(word, address, fc.nat().map(String))), { maxLength: 3 }),
    )
    .map(([first, rest]) => first + rest.flat().join(''));
  const like = fc.stringMatching(/^[A-Za-z0-9.eE/ -]{1,12}$/);
  const reserved = fc.mixedCase(
    fc.constantFrom('y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf'),
  );
  const port = fc.oneof(
    fc.constant(''),
    fc.constant(':'),
    fc.nat().map((number) => `:${number}`),
  );
  const url = fc
    .tuple(fc.constantFrom('https:', 'https:/', 'https://', 'http://'), fc.oneof(joined, like), port)
    .map((parts) => parts.join(''));
  const any = fc.oneof(joined, url, like, reserved, fc.constant('a-word '.repeat(40).trim()));
  fc.assert(
    fc.property(any, (text) => {
      const map = { [text]: text, list: [text, { [text]: [text] }] };
      expect(emitYaml(map)).toBe(Yaml.stringify(map));
    }),
    { numRuns: sampleSize(20_000), seed: 20261123 },
  );
});

describe('values that are left to the library', () => {
  const shared = { a: 1 };
  test.each<[string, unknown]>([
    ['an object that occurs twice', { first: shared, second: shared }],
    ['a list that occurs twice', { first: shared, lists: [[1], [1]] }],
    ['undefined', { a: undefined, b: [undefined] }],
    ['a date', { at: new Date(0) }],
    ['no object at all', 'text'],
    ['an empty document', {}],
    ['a big integer', { n: 9223372036854775807n }],
    ['negative zero', { n: -0 }],
    ['a number near the edge of integers', { n: 9223372036854775000 }],
  ])('%s', (_, any) => {
    expect(emitYaml(any)).toBe(Yaml.stringify(any));
  });
});

test('ordinary manifests never need the library for a whole document', () => {
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'coredns-custom', labels: { 'app.kubernetes.io/name': 'coredns' }, annotations: {} },
    data: { 'home.server': 'home.arpa:53 {\n    errors\n    forward . 10.0.0.1\n}\n', flag: 'true' },
    list: [{ a: [1, [2, 'on']], b: {} }, [], 'x'],
  };
  const stock = Yaml.stringify(manifest);
  const stringify = Yaml.stringify.bind(Yaml);
  let whole = 0;
  Yaml.stringify = (...documents: unknown[]) => {
    if (documents.includes(manifest)) whole += 1;
    return stringify(...documents);
  };
  try {
    expect(emitYaml(manifest)).toBe(stock);
    expect(whole).toBe(0);
  } finally {
    Yaml.stringify = stringify;
  }
});
