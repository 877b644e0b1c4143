/** Nanoseconds of Go's units, `us` in its three spellings. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  // Escaped: one such letter would make the whole bundle take two bytes a character in memory.
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

export const SECOND = 1_000_000_000n;

const PART = /(\d*)(?:\.(\d*))?([a-z\u00b5\u03bc]+)/gy;

/** Nanoseconds of a duration such as `30s` or `1m30s`, read as Go's `time.ParseDuration` does; undefined if it fails. */
export function parseGoDuration(text: string): bigint | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0n;
  let sum = 0n;
  let end = 0;
  for (const [part, whole = '', fraction, unit = ''] of rest.matchAll(PART)) {
    const scale = UNITS.get(unit);
    if (scale === undefined || `${whole}${fraction ?? ''}` === '') return undefined;
    sum +=
      BigInt(whole || 0) * scale + (BigInt(fraction || 0) * scale) / 10n ** BigInt(fraction?.length ?? 0);
    end += part.length;
  }
  if (end === 0 || end < rest.length) return undefined;
  const most = sign === '-' ? 2n ** 63n : 2n ** 63n - 1n;
  if (sum > most) return undefined;
  return sign === '-' ? -sum : sum;
}
