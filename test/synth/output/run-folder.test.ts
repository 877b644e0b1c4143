import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { RunFolder } from '../../../src/synth/output/run-folder';

const root = mkdtempSync(join(tmpdir(), 'netstack-run-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/**
 * Another run, which puts its own folder in the same place whenever that is free, until it is ended. It takes a moment for
 * the next cluster, as a run does: without it, it could win every one of the attempts of a replacement.
 */
const RIVAL = `
const { mkdirSync, renameSync, writeFileSync } = require('node:fs');
const { workerData: { target, folder } } = require('node:worker_threads');
const pause = new Int32Array(new SharedArrayBuffer(4));
for (let turn = 0; ; turn += 1) {
  const own = folder + '/' + turn;
  mkdirSync(own, { recursive: true });
  writeFileSync(own + '/images.txt', 'rival');
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    try { renameSync(own, target); break; } catch {}
  }
  Atomics.wait(pause, 0, 0, 1);
}`;

test('a cluster that another run puts in place again and again is replaced, and nothing is left', async () => {
  const output = join(root, 'dist');
  const target = join(output, 'store');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'images.txt'), 'old');
  const rival = new Worker(RIVAL, { eval: true, workerData: { target, folder: join(root, 'rival') } });
  const run = RunFolder.create(output);
  try {
    for (let turn = 0; turn < 300; turn += 1) {
      const fresh = run.freshFolder('store');
      mkdirSync(fresh);
      writeFileSync(join(fresh, 'images.txt'), 'fresh');
      run.replace('store', fresh);
    }
  } finally {
    await rival.terminate();
    run.close();
  }
  expect(existsSync(join(target, 'images.txt'))).toBe(true);
  expect(readdirSync(output)).toEqual(['store']);
});
