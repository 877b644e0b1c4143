import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';

/** Milliseconds between two checks. */
const INTERVAL_MS = 1000;

/** How long to wait, and where to report progress. */
export interface WaitOptions {
  /** Timeout in seconds. */
  readonly timeoutSeconds: number;
  /** Called with a line when the first missing thing changes. */
  readonly say: (line: string) => void;
}

/**
 * Checks every second until nothing is missing.
 *
 * @param check returns what is missing
 * @throws LabError at the timeout
 */
export async function waitUntil(
  check: () => Promise<readonly string[]>,
  options: WaitOptions,
): Promise<void> {
  const end = Date.now() + options.timeoutSeconds * 1000;
  let said = '';
  for (;;) {
    const lacking = await check();
    if (lacking.length === 0) return;
    const [first = ''] = lacking;
    if (first !== said) options.say(`waiting for ${first}`);
    said = first;
    if (Date.now() > end) {
      throw new LabError(`timed out after ${options.timeoutSeconds} s, waiting for ${lacking.join('; ')}`);
    }
    await delay(INTERVAL_MS);
  }
}
