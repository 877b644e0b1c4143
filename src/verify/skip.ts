import type { Skipped } from './finding';
import { UnreachableError } from './host';

/**
 * The result of a read, or a skipped observation where its host is unreachable; the rest of the check goes on.
 *
 * @param subject what is read
 */
export async function skipIfUnreachable<T>(subject: string, read: () => Promise<T>): Promise<T | Skipped> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    return { outcome: 'skipped', subject, reason: error.reason, next: error.next };
  }
}

export function isSkipped(value: unknown): value is Skipped {
  return typeof value === 'object' && value !== null && 'outcome' in value && value.outcome === 'skipped';
}
