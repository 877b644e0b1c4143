import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';

/** Changes of the profile; the answer that was disturbed least counts. The first ones warm up. */
const CHANGES = 20;

/** Between an answer and the next change. */
const PAUSE_MS = 50;

/**
 * Milliseconds from the write of a changed profile to the report of `validate --watch`, by the clock on the wall.
 *
 * @param changed the profile's text, by the number of the change
 */
export async function measureWatchAnswer(
  profile: string,
  changed: (change: number) => string,
): Promise<number> {
  const child = spawn(process.execPath, ['bin/netstack.js', 'validate', '--watch', profile], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await once(child.stderr, 'data');
    const answers: number[] = [];
    for (let change = 0; change < CHANGES; change += 1) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const answer = once(child.stderr, 'data');
      const start = performance.now();
      writeFileSync(profile, changed(change));
      await answer;
      answers.push(performance.now() - start);
    }
    return Math.min(...answers);
  } finally {
    child.kill();
  }
}
