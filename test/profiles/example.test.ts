import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildWholeJsonSchema } from '../../src/profile/schema/json-schema';
import { diagnosticsOf, lines } from '../diagnostics-of';
import { commentedBlocks, valuesIn, withBlock } from './commented-blocks';

const EXAMPLE = readFileSync('profiles/example.yaml', 'utf8');

/** A part of a JSON Schema, as far as it has keys. */
interface Part {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
}

/** Every key that a profile may have, `metallb.bgpPeers[].name`, and what it takes. */
function* keysOf(
  { properties = {}, items, anyOf = [] }: Part,
  path = '',
): Generator<readonly [key: string, part: Part]> {
  for (const [key, part] of Object.entries(properties)) {
    const place = path === '' ? key : `${path}.${key}`;
    yield [place, part];
    yield* keysOf(part, place);
  }
  if (items !== undefined) yield* keysOf(items, `${path}[]`);
  for (const part of anyOf) yield* keysOf(part, path);
}

const KEYS = [...keysOf(buildWholeJsonSchema() as Part)];
const SHOWN = valuesIn(EXAMPLE);

/** An affinity looks the same everywhere; Traefik's has all of it. */
const AFFINITY =
  /^(?:coredns|metallb\.(?:controller|speaker)|samples\[\])\.(?:affinity|topologySpreadConstraints)[.[]/;

/** Selectors look the same everywhere; once is enough to see how. */
const SELECTOR = /\.(node|namespace|service|ipAddressPool)Selectors\[\]\./;

describe('the manual', () => {
  test('has nothing to be said against it', () => {
    expect(lines(diagnosticsOf(EXAMPLE))).toEqual([]);
  });

  test('has every key', () => {
    expect(KEYS.length).toBeGreaterThan(150);
    const missing = KEYS.map(([key]) => key).filter((key) => !SHOWN.has(key));
    // It would need a file to extend.
    expect(missing.filter((key) => !SELECTOR.test(key) && !AFFINITY.test(key))).toEqual(['extends']);
    expect(EXAMPLE).toContain('extends: _base.yaml');
    for (const key of ['matchLabels', 'matchExpressions', 'matchExpressions[].operator']) {
      expect([...SHOWN.keys()].some((place) => place.endsWith(`Selectors[].${key}`))).toBe(true);
    }
  });

  test('shows the default of every key that has one', () => {
    const simple = KEYS.filter(([, part]) => !['object', 'undefined'].includes(typeof part.default));
    expect(simple.length).toBeGreaterThan(40);
    const other = simple.filter(([key, part]) => !SHOWN.get(key)?.includes(part.default));
    expect(other.map(([key, part]) => `${key}: ${String(part.default)}`)).toEqual([]);
  });

  test('explains every key that it switches on, in the lines above it or behind it', () => {
    const text = EXAMPLE.split('\n');
    const first = text.findIndex((line) => line.startsWith('k3sVersion'));
    expect(text.slice(first - 2, first).join(' ')).toMatch(/# The release/);
    const unexplained = text.filter((line, index) => {
      const indent = /^( *)[a-zA-Z]+:/.exec(line)?.[1];
      return indent?.length === 2 && !text.slice(Math.max(0, index - 5), index).some((one) => /^ *# /.test(one));
    });
    expect(unexplained).toEqual([]);
  });
});

const blocks = commentedBlocks(EXAMPLE);

test('there are alternatives to try', () => {
  expect(blocks.length).toBeGreaterThan(15);
});

describe('its alternatives, each taken by itself', () => {
  test.each(blocks.map((block) => [`line ${block.line}: ${block.lines[0]?.trim()}`, block] as const))(
    '%s',
    (_, block) => {
      const text = withBlock(EXAMPLE, block);
      expect(text).not.toBe(EXAMPLE);
      const errors = diagnosticsOf(text).filter(({ severity }) => severity === 'error');
      expect(lines(errors)).toEqual([]);
    },
  );
});
