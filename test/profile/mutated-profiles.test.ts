import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics';
import { loadProfile } from '../../src/plan/load-profile';
import { diagnosticsOf } from '../diagnostics-of';
import { Dice, mutateText } from './mutations';
import { sampleSize } from '../sample-size';

/** In portions, so that none takes a slow machine too long. `MUTATED_PROFILES=20000` tries more than the default. */
const COUNT = Number(process.env.MUTATED_PROFILES ?? sampleSize(5000));
const PORTION = 125;
const PORTIONS = Array.from({ length: Math.ceil(COUNT / PORTION) }, (_, portion) => portion);

/** Milliseconds that reading and checking one profile may take, garbage collection included. */
const LONGEST = 5000;
const SEED = 20260930;

const originals = ['profiles', 'test/fixtures/valid', 'test/fixtures/invalid'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);

/** What may end up on a terminal: one line, nothing that it would obey, no trace of our own code. */
const PRINTABLE = /^[^\p{Cc}\u2028\u2029\u202a-\u202e]*$/u;

function isWellFormed({ line, column, message, hint, path }: Diagnostic, lines: number): boolean {
  return (
    line >= 1 &&
    line <= lines &&
    column >= 1 &&
    [message, hint, path].every(
      (text) => PRINTABLE.test(text) && !/undefined|\[object|NaN| at .*\.ts:/.test(text),
    ) &&
    message.endsWith('.')
  );
}

describe('a profile with accidents in it', () => {
  test.each(PORTIONS)(
    'is read, or refused with printable messages, and never crashes or hangs: portion %i',
    (portion) => {
      const dice = new Dice(SEED + portion);
      let refused = 0;
      for (let count = 0; count < PORTION; count += 1) {
        const text = mutateText(dice.pick(originals), dice);
        const start = performance.now();
        const diagnostics = diagnosticsOf(text);
        expect(performance.now() - start, text).toBeLessThan(LONGEST);
        const odd = diagnostics.filter((one) => !isWellFormed(one, text.split('\n').length));
        expect(odd, text).toEqual([]);
        if (diagnostics.some(({ severity }) => severity === 'error')) refused += 1;
      }
      // Most accidents are found; some leave a profile that is well.
      expect(refused).toBeGreaterThan(PORTION / 2);
      expect(refused).toBeLessThan(PORTION);
    },
  );

  test('is read the same every time', () => {
    const dice = new Dice(SEED - 1);
    for (let count = 0; count < sampleSize(100); count += 1) {
      const text = mutateText(dice.pick(originals), dice);
      expect(diagnosticsOf(text)).toEqual(diagnosticsOf(text));
    }
  });

  test('is reported once at each place for each thing', () => {
    const dice = new Dice(SEED - 2);
    for (let count = 0; count < sampleSize(1000); count += 1) {
      const text = mutateText(dice.pick(originals), dice);
      const { diagnostics } = loadProfile('test.yaml', text);
      const said = diagnostics.map(
        ({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`,
      );
      expect(new Set(said).size, text).toBe(said.length);
    }
  });
});
