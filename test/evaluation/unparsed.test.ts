import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extend, makeLazy, settle, Unparsed } from '../../src/evaluation/unparsed';

describe('lazily', () => {
  test('computes each value when it is first read, once', () => {
    const calls: string[] = [];
    const object = makeLazy({
      one: () => calls.push('one'),
      two: () => calls.push('two'),
    });
    expect(calls).toEqual([]);
    expect([object.two, object.two, object.one]).toEqual([1, 1, 2]);
    expect(calls).toEqual(['two', 'one']);
  });

  test('remembers that there is no value', () => {
    let calls = 0;
    const object = makeLazy<{ none: undefined }>({ none: () => void (calls += 1) });
    expect([object.none, object.none]).toEqual([undefined, undefined]);
    expect(calls).toBe(1);
  });

  test('throws at every read of what did not parse, and at no other read', () => {
    const object = makeLazy({
      bad: (): number => {
        throw new Unparsed('lan.mtu');
      },
      good: () => 1,
      resting: (): number => object.bad + 1,
    });
    expect(() => object.bad).toThrow(Unparsed);
    expect(() => object.bad).toThrow('lan.mtu');
    expect(() => object.resting).toThrow(Unparsed);
    expect(object.good).toBe(1);
  });

  test('looks like any object, and cannot be changed', () => {
    const object = makeLazy({ one: () => 1, two: () => [2] });
    expect(object).toEqual({ one: 1, two: [2] });
    expect(JSON.stringify(object)).toBe('{"one":1,"two":[2]}');
    expect(() => Object.assign(object, { one: 3 })).toThrow(TypeError);
  });

  test('is as if every value had been computed at once, whatever the order of reading', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue()),
        fc.nat(),
        (values, seed) => {
          const thunks = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, () => value]));
          const object = makeLazy<Record<string, unknown>>(thunks);
          const keys = Object.keys(values);
          const start = keys.length === 0 ? 0 : seed % keys.length;
          for (const key of [...keys.slice(start), ...keys.slice(0, start)]) void object[key];
          expect(object).toEqual(values);
        },
      ),
    );
  });
});

describe('extended', () => {
  test('has what the base has, and what is new or in its place', () => {
    const base = { kept: 1, replaced: 'old', other: [1] };
    const object = extend(base, { replaced: () => 2, added: () => true });
    expect(object).toEqual({ kept: 1, replaced: 2, other: [1], added: true });
    expect(object.other).toBe(base.other);
    expect(base).toEqual({ kept: 1, replaced: 'old', other: [1] });
  });

  test('computes each value once, where all are well', () => {
    let calls = 0;
    const object = extend({ kept: 1 }, { added: () => (calls += 1) });
    expect([object.added, object.added, calls]).toEqual([1, 1, 1]);
  });

  test('throws at a read of a value that is derived from something unparsed, and at no other read', () => {
    const object = extend(
      { kept: 1 },
      {
        bad: (): number => {
          throw new Unparsed('lan.mtu');
        },
        good: () => 2,
      },
    );
    expect(() => object.bad).toThrow('lan.mtu');
    expect([object.kept, object.good]).toEqual([1, 2]);
  });

  test('lets every other failure pass', () => {
    const mistake = () => extend({}, { bad: () => [].reduce((one) => one) });
    expect(mistake).toThrow(TypeError);
  });

  test('does not read what it takes over or puts something in the place of', () => {
    const base = makeLazy({
      kept: (): number => {
        throw new Unparsed('kept');
      },
      replaced: (): number => {
        throw new Unparsed('replaced');
      },
    });
    const object = extend(base, { replaced: () => 2 });
    expect(object.replaced).toBe(2);
    expect(() => object.kept).toThrow('kept');
  });
});

describe('settled', () => {
  test('returns every value unchanged', () => {
    let calls = 0;
    const object = settle(makeLazy({ one: () => (calls += 1), two: () => [2] }));
    expect(object).toEqual({ one: 1, two: [2] });
    expect([object.one, calls]).toEqual([1, 1]);
    expect(Object.getOwnPropertyDescriptor(object, 'one')).toHaveProperty('value', 1);
  });

  test('stays lazy where a value rests on something unparsed', () => {
    const object = settle(
      makeLazy({
        bad: (): number => {
          throw new Unparsed('lan.mtu');
        },
        good: () => 1,
      }),
    );
    expect(() => object.bad).toThrow('lan.mtu');
    expect(object.good).toBe(1);
  });
});
