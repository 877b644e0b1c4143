import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SharedPart } from '../../src/synth/shared-part';

const FILES = Array.from({ length: 35 }, (_, index) => `store-${index}.yaml`);

let claims: string;
beforeEach(() => {
  claims = mkdtempSync(join(tmpdir(), 'netstack-claims-'));
});
afterEach(() => rmSync(claims, { recursive: true }));

/** Two processes have an instance each. */
function share() {
  return [new SharedPart(FILES, claims), new SharedPart(FILES, claims)] as const;
}

describe('a part that two processes share', () => {
  test('is written by one of them where the other one claims nothing', () => {
    const [first, second] = share();
    expect([...first.claimFromFront()]).toEqual(FILES);
    expect([...second.claimFromBack()]).toEqual([]);
  });

  test('from the back: the last portion first, each in the order of the fleet', () => {
    const [, second] = share();
    expect([...second.claimFromBack()]).toEqual([
      ...FILES.slice(30),
      ...FILES.slice(20, 30),
      ...FILES.slice(10, 20),
      ...FILES.slice(0, 10),
    ]);
  });

  test.each([1, 2, 5, 13])('each file is claimed once where one of them is %i times as fast', (speed) => {
    const [first, second] = share();
    const [front, back] = [first.claimFromFront(), second.claimFromBack()];
    const written: string[] = [];
    for (let turn = 0; turn < FILES.length; turn += 1) {
      for (const { done, value } of [...Array.from({ length: speed }, () => front.next()), back.next()])
        if (done !== true) written.push(value);
    }
    expect([...written].sort()).toEqual([...FILES].sort());
  });

  test('a folder that cannot be written is an error', () => {
    const part = new SharedPart(FILES, join(claims, 'missing'));
    expect(() => part.claimFromFront().next()).toThrow(/ENOENT/);
  });
});
