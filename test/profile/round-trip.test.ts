import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ToStringOptions } from 'yaml';
import { parse, stringify } from 'yaml';
import { loadProfile } from '../../src/plan/load-profile';
import { lines } from '../diagnostics-of';

const PROFILES = readdirSync('profiles').filter((file) => file.endsWith('.yaml'));

/** Everything that a plan says, computed, as plain text. */
function printPlan(file: string, text: string): string {
  const { plan, diagnostics } = loadProfile(file, text);
  expect(lines(diagnostics), text).toEqual([]);
  return JSON.stringify(plan, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value), 1);
}

/** The keys of all maps in another order; lists mean something by theirs. */
function shuffleKeys(value: unknown, order: (keys: readonly string[]) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const map = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(order(Object.keys(map)).map((key) => [key, shuffleKeys(map[key], order)]));
}

const style: fc.Arbitrary<ToStringOptions> = fc.record({
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
  defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE'),
  indent: fc.constantFrom(1, 2, 4, 8),
  // The library that writes them breaks quoted texts in the wrong place where a line is too long.
  lineWidth: fc.constant(0),
});

/** Quotes where YAML 1.1 would read something else, which is what the loader asks for. */
const COMPATIBLE = { compat: 'yaml-1.1' } as const;

describe.each(PROFILES)('%s', (file) => {
  const text = readFileSync(`profiles/${file}`, 'utf8');
  const plan = printPlan(file, text);

  test('says the same in any style of YAML, its keys in any order', () => {
    fc.assert(
      fc.property(style, fc.nat(), (options, turn) => {
        const order = (keys: readonly string[]) => {
          const start = turn % (keys.length || 1);
          return [...keys.slice(start), ...keys.slice(0, start)];
        };
        const values = shuffleKeys(parse(text), order);
        expect(printPlan(file, stringify(values, { ...COMPATIBLE, ...options }))).toBe(plan);
      }),
      { numRuns: 25 },
    );
  });

  test('says the same as JSON, which is YAML too', () => {
    expect(printPlan(file, JSON.stringify(parse(text)))).toBe(plan);
  });
});

/** Lists of one for one value, and one value for lists of one. */
function swapLists(text: string): string {
  return text
    .replace(/^(\s*(?:- \{ )?(?:cidr|gateway|to|addresses|clusterDns|clusterCidr): )([\w.:/-]+)$/gm, '$1[$2]')
    .replace(/(nodeIp|loadBalancerIPs|to): \[([^,\]]+)\]/g, '$1: $2');
}

describe('one value is as good as a list of one', () => {
  const changed = PROFILES.map((file) => ({ file, text: readFileSync(`profiles/${file}`, 'utf8') })).filter(
    ({ text }) => swapLists(text) !== text,
  );

  test('and most profiles have one or the other', () => {
    expect(changed.length).toBeGreaterThan(PROFILES.length / 2);
  });

  test.each(changed)('$file', ({ file, text }) => {
    expect(printPlan(file, swapLists(text))).toBe(printPlan(file, text));
  });
});
