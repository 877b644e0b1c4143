import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Progress } from '../../src/synth/progress';
import { MINIMAL } from '../plan-of';
import { run } from '../../src/cli/program';
import { fleetOf } from '../cli/fleet';

/** A stream that keeps everything that is written to it. */
function terminal(isTTY: boolean) {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

const CLEAR = '\r\x1b[K';

/** Clusters, one at each of some moments. */
function drawProgress(isTTY: boolean, total: number, moments: readonly number[]): string {
  const { stream, text } = terminal(isTTY);
  let now = 0;
  const progress = new Progress(total, stream, () => now);
  for (const moment of moments) {
    now = moment;
    progress.advance();
  }
  return text();
}

describe('on a terminal', () => {
  test('one line is rewritten, at most ten times per second', () => {
    expect(drawProgress(true, 100, [50, 99, 200, 250, 299, 1000])).toBe(
      `${CLEAR}3 of 100 clusters, 15/s, 7 s left${CLEAR}6 of 100 clusters, 6/s, 16 s left`,
    );
  });

  test('a long time is shown in minutes', () => {
    expect(drawProgress(true, 126, [1000])).toBe(`${CLEAR}1 of 126 clusters, 1/s, 2 min 5 s left`);
  });

  test('messages are above it, and it is removed at the end', () => {
    const { stream, text } = terminal(true);
    let now = 0;
    const progress = new Progress(3, stream, () => now);
    now = 500;
    progress.advance();
    progress.print('a: written\n');
    progress.print('b: written\n');
    now = 1000;
    progress.advance();
    progress.finish();
    progress.finish();
    expect(text()).toBe(
      `${CLEAR}1 of 3 clusters, 2/s, 1 s left${CLEAR}a: written\nb: written\n${CLEAR}2 of 3 clusters, 2/s, 1 s left${CLEAR}`,
    );
  });
});

test('output that is no terminal has none', () => {
  expect(drawProgress(false, 100, [200, 400, 600])).toBe('');
});

test('synth removes it at the end', async () => {
  const { profiles, output } = fleetOf(
    Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`s${index}`, MINIMAL])),
  );
  const [stdout, stderr] = [new PassThrough(), terminal(true)];
  const args = ['synth', '--profiles', profiles, '--output', output];
  expect(await run(args, { stdout, stderr: stderr.stream })).toBe(0);
  const text = stderr.text();
  expect(text).toMatch(/\r\x1b\[K\d+ of 600 clusters, \d+\/s, /); // eslint-disable-line no-control-regex
  expect(text.endsWith('600 clusters: 600 written, 0 unchanged\n')).toBe(true);
});
