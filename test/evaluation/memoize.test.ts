import { expect, test } from 'vitest';
import { memoize } from '../../src/evaluation/memoize';

test('each object is worked out once', () => {
  let times = 0;
  const double = memoize(({ n }: { n: number }) => {
    times += 1;
    return n * 2;
  });
  const one = { n: 1 };
  expect([double(one), double(one), double({ n: 1 }), times]).toEqual([2, 2, 2, 2]);
});

test('what fails is tried again', () => {
  let ready = false;
  const value = memoize(() => {
    if (!ready) throw new Error('not yet');
    return 1;
  });
  const key = {};
  expect(() => value(key)).toThrow('not yet');
  ready = true;
  expect(value(key)).toBe(1);
});
