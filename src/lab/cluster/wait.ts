import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';

/** Milliseconds between two looks. */
const INTERVAL_MS = 1000;

/** How a wait goes on. */
export interface WaitOptions {
  /** Seconds after which it is given up. */
  readonly timeoutSeconds: number;
  /** Told what is waited for, whenever that changes. */
  readonly say: (line: string) => void;
}

/**
 * Looks again and again until nothing is missing.
 *
 * @param look returns what is missing
 * @throws LabError when the time is over
 */
export async function waitUntil(look: () => Promise<readonly string[]>, options: WaitOptions): Promise<void> {
  const end = Date.now() + options.timeoutSeconds * 1000;
  let said = '';
  for (;;) {
    const lacking = await look();
    if (lacking.length === 0) return;
    const [first = ''] = lacking;
    if (first !== said) options.say(`waiting for ${first}`);
    said = first;
    if (Date.now() > end) {
      throw new LabError(`after ${options.timeoutSeconds} s it still waits for ${lacking.join('; ')}`);
    }
    await delay(INTERVAL_MS);
  }
}
