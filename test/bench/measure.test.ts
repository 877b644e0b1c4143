import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { measureCommand } from '../../bench/measure';
import { inTurns } from '../../bench/turns';

const folder = mkdtempSync(join(tmpdir(), 'netstack-measure-'));
const log = join(folder, 'log');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (program: string) => ({ program: process.execPath, args: ['-e', program] });

/** Fills so much memory and stays for a moment. */
const fill = (mebibytes: number) => `Buffer.alloc(${mebibytes} << 20, 1); setTimeout(() => {}, 200)`;

describe('one run', () => {
  test('takes as long as it takes', async () => {
    expect((await measureCommand(node('setTimeout(() => {}, 300)'), log)).seconds).toBeGreaterThan(0.3);
  });

  test('counts what it computed, not what it slept', async () => {
    const busy = 'const start = process.cpuUsage(); while (process.cpuUsage(start).user < 300_000);';
    expect((await measureCommand(node(`${busy} setTimeout(() => {}, 50)`), log)).cpuSeconds).toBeGreaterThan(
      0.3,
    );
    const asleep = await measureCommand(node('setTimeout(() => {}, 1000)'), log);
    expect(asleep.cpuSeconds).toBeLessThan(asleep.seconds / 2);
  });

  test('peaks where it peaked', async () => {
    const [small, large] = [
      await measureCommand(node(fill(1)), log),
      await measureCommand(node(fill(101)), log),
    ];
    expect(large.peakMiB - small.peakMiB).toBeGreaterThan(90);
    expect(large.peakMiB - small.peakMiB).toBeLessThan(110);
  });

  test('peaks where the largest of its processes did', async () => {
    const command = { program: 'sh', args: ['-c', `'${process.execPath}' -e '${fill(100)}'; true`] };
    expect((await measureCommand(command, log)).peakMiB).toBeGreaterThan(100);
  });

  test('that fails says what it said', async () => {
    await expect(measureCommand(node("console.error('no room'); process.exit(3)"), log)).rejects.toThrow(
      /ended with 3:\nno room/,
    );
  });

  test('may end with the status that is expected', async () => {
    await expect(measureCommand({ ...node('process.exit(2)'), status: 2 }, log)).resolves.toHaveProperty(
      'seconds',
    );
  });

  test('of a program that is not there fails', async () => {
    await expect(measureCommand({ program: join(folder, 'none'), args: [] }, log)).rejects.toThrow('ENOENT');
  });
});

describe('several', () => {
  test('take turns; the first of each is looked at', async () => {
    const said: string[] = [];
    const task = (name: string) => ({
      ...{ name, n: 1, command: node('') },
      prepare: () => void said.push(`prepare ${name}`),
      check: () => void said.push(`check ${name}`),
    });
    const measurements = await inTurns([task('a'), task('b')], 2, log);
    expect([...measurements.values()].map(({ length }) => length)).toEqual([2, 2]);
    expect(said).toEqual(['prepare a', 'check a', 'prepare b', 'check b', 'prepare a', 'prepare b']);
  });

  test('end at the first that wrote something else', async () => {
    const check = () => {
      throw new Error('differs');
    };
    const task = { name: 'a', n: 1, command: node(''), prepare: () => undefined, check };
    await expect(inTurns([task], 2, log)).rejects.toThrow('differs');
  });
});
