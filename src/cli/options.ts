import { InvalidArgumentError } from 'commander';

/** Where a command leaves its exit status. */
export interface Result {
  status: number;
}

/** Seconds by unit. */
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Parses a duration such as `90s`, `5m` or `1h` into seconds. */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const value = Number(count) * (UNITS[unit] ?? NaN);
  if (!(value > 0)) throw new InvalidArgumentError('It is a duration such as 90s, 5m or 1h.');
  return value;
}

/** Reads an option that is a time. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It is a whole number of seconds.');
  return value;
}
