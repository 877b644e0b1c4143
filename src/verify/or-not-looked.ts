import type { NotLooked } from './finding';
import { Unreachable } from './place';

/**
 * What a look brings, or what kept from it: the rest of a check goes on.
 *
 * @param looked what is to be looked at
 */
export async function orNotLooked<T>(looked: string, look: () => Promise<T>): Promise<T | NotLooked> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { outcome: 'not looked', looked, because: error.because, next: error.next };
  }
}

export function isNotLooked(value: unknown): value is NotLooked {
  return typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'not looked';
}
