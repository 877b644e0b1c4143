import { InvalidArgumentError } from 'commander';

/** Where a command leaves its exit status. */
export interface Result {
  status: number;
}

/** Reads an option that is a time. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It is a whole number of seconds.');
  return value;
}
