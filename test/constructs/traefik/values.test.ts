import { expect, test } from 'vitest';
import { dropEmptyValues, mergeValues, nestValues } from '../../../constructs/traefik/values';

test('empty keys are removed; null, false and lists stay', () => {
  expect(
    dropEmptyValues({ a: undefined, b: { c: undefined, d: {} }, e: null, f: [], g: { h: false, i: 0 } }),
  ).toEqual({
    e: null,
    f: [],
    g: { h: false, i: 0 },
  });
});

test('paths are merged into one tree', () => {
  expect(
    nestValues([
      [['log', 'level'], 'INFO'],
      [['log', 'format'], 'json'],
      [['accessLog'], true],
    ]),
  ).toEqual({ log: { level: 'INFO', format: 'json' }, accessLog: true });
  expect(() => nestValues([[[], 1]])).toThrow('A value needs a path');
});

test('a later value overrides an earlier one', () => {
  expect(mergeValues({ a: { b: 1, c: 2 }, d: [1] }, { a: { c: 3 }, d: [2] })).toEqual({
    a: { b: 1, c: 3 },
    d: [2],
  });
});
