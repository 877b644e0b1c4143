import { findNearest } from '../../../diagnostics/find-nearest';
import { parseGoDuration, SECOND } from '../go/duration';
import { isGoBoolean, parseGoFloat, parseGoInteger, parseGoUnsigned } from '../go/numbers';
import type { ArgumentKind } from '../plugin-grammar';
import { alternatives } from './alternatives';

/** Anything: CoreDNS does not look at it when it starts. */
export const TEXT: ArgumentKind = { title: 'a text', findFault: () => undefined };

/** A file in CoreDNS's container. Whether it exists is not known here. */
export const FILE: ArgumentKind = { title: 'a file', findFault: () => undefined };

/** Limits of an integer. */
export interface IntegerRange {
  readonly min?: bigint | number;
  readonly max?: bigint | number;
  /** For messages, such as `seconds`. */
  readonly unit?: string;
}

/** A whole number, as Go's `strconv.Atoi` reads it. */
export function integer(range: IntegerRange = {}): ArgumentKind {
  const title = range.unit === undefined ? 'a whole number' : `a whole number of ${range.unit}`;
  return {
    title,
    findFault(text) {
      const value = parseGoInteger(text);
      const hint = `Write ${title}${describeRange(range)}.`;
      if (value === undefined) return { message: 'is not a whole number', hint };
      return isInRange(value, range) ? undefined : { message: 'is out of range', hint };
    },
  };
}

/** A whole number without a sign, as Go's `strconv.ParseUint` reads it. */
export function parseUnsigned(bits: 16 | 32 | 64): ArgumentKind {
  return {
    title: 'a whole number',
    findFault: (text) =>
      parseGoUnsigned(text, bits) === undefined
        ? { message: 'is not a whole number', hint: `Write digits only, up to ${(1n << BigInt(bits)) - 1n}.` }
        : undefined,
  };
}

/** Limits of a duration, in seconds. */
export interface DurationRange {
  readonly min?: number;
  /** As `min`, the limit excluded. */
  readonly above?: number;
  readonly max?: number;
  /** Whether a number without a unit is seconds. */
  readonly numbersAreSeconds?: boolean;
  /** Whether it must be whole seconds. */
  readonly wholeSeconds?: boolean;
}

/** A duration of Go, such as `30s` or `1m30s`. */
export function duration(range: DurationRange = {}): ArgumentKind {
  return {
    title: 'a duration',
    findFault(text) {
      const isNumber = parseGoInteger(text) !== undefined;
      const value = parseGoDuration(range.numbersAreSeconds && isNumber ? `${text}s` : text);
      if (value === undefined) {
        const hint = isNumber
          ? `Did you mean "${text}s"?`
          : 'Write a number and its unit, such as "30s" or "5m".';
        return { message: 'is not a duration', hint };
      }
      if (range.wholeSeconds && value % SECOND !== 0n)
        return { message: 'is not a whole number of seconds', hint: 'Write a number and "s".' };
      return isLong(value, range)
        ? undefined
        : { message: 'is out of range', hint: `Write a duration${describeDurations(range)}.` };
    },
  };
}

/** One of some words. */
export function word(...words: readonly string[]): ArgumentKind {
  return {
    title: alternatives(words),
    findFault: (text) => (words.includes(text) ? undefined : faultOfWord(text, words)),
  };
}

/** One of some words, in lower or upper case. */
export function wordOfAnyCase(...words: readonly string[]): ArgumentKind {
  return {
    title: alternatives(words),
    findFault: (text) => (words.includes(text.toLowerCase()) ? undefined : faultOfWord(text, words)),
  };
}

/** `10%` */
export function percentage(min: number, max: number): ArgumentKind {
  const hint = `Write a whole number from ${min} to ${max} and "%".`;
  return {
    title: 'a percentage',
    findFault(text) {
      if (!text.endsWith('%')) return { message: 'is not a percentage', hint };
      const value = parseGoInteger(text.slice(0, -1));
      if (value === undefined) return { message: 'is not a percentage', hint };
      return isInRange(value, { min, max }) ? undefined : { message: 'is out of range', hint };
    },
  };
}

/** A number with or without a fraction. */
export function decimal(bits: 32 | 64, min: number, max: number): ArgumentKind {
  const hint = max === Infinity ? `Write a number, ${min} or more.` : `Write a number from ${min} to ${max}.`;
  return {
    title: 'a number',
    findFault(text) {
      const value = parseGoFloat(text, bits);
      if (value === undefined) return { message: 'is not a number', hint };
      return value < min || value > max ? { message: 'is out of range', hint } : undefined;
    },
  };
}

export const BOOLEAN: ArgumentKind = {
  title: '"true" or "false"',
  findFault: (text) =>
    isGoBoolean(text)
      ? undefined
      : { message: 'is neither true nor false', hint: 'Write "true" or "false".' },
};

function faultOfWord(text: string, words: readonly string[]) {
  const meant = findNearest(text, words);
  const hint = meant === undefined ? `Write ${alternatives(words)}.` : `Did you mean "${meant}"?`;
  return { message: 'is not a value of', namesOwner: true, hint };
}

function isInRange(value: bigint, { min, max }: IntegerRange): boolean {
  return (min === undefined || value >= BigInt(min)) && (max === undefined || value <= BigInt(max));
}

function describeRange({ min, max }: IntegerRange): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  return min === undefined ? '' : `, ${min} or more`;
}

function isLong(value: bigint, { min, above, max }: DurationRange): boolean {
  const nanoseconds = (seconds: number) => BigInt(seconds) * SECOND;
  if (min !== undefined && value < nanoseconds(min)) return false;
  if (above !== undefined && value <= nanoseconds(above)) return false;
  return max === undefined || value <= nanoseconds(max);
}

function describeDurations({ min, above, max }: DurationRange): string {
  if (min !== undefined && max !== undefined) return ` from "${min}s" to "${max}s"`;
  if (above !== undefined) return ` of more than "${above}s"`;
  return ` of "${min ?? 0}s" or more`;
}
