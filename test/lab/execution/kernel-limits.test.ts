import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KernelSettingsRecord } from '../../../lab/execution/kernel-settings-record';

const LIMIT = 'fs/inotify/max_user_instances';

it('raises limits that are too low for many kubelets, and puts them back', () => {
  const settings = mkdtempSync(join(tmpdir(), 'settings-'));
  mkdirSync(join(settings, 'fs/inotify'), { recursive: true });
  writeFileSync(join(settings, LIMIT), '128\n');
  writeFileSync(join(settings, 'fs/inotify/max_user_watches'), '1000000\n');
  const record = new KernelSettingsRecord(join(settings, 'record.json'), settings);
  record.take();
  expect(record.raiseLimits()).toEqual([LIMIT]);
  expect(readFileSync(join(settings, LIMIT), 'utf8')).toBe('8192');

  // A second lab finds them raised, and forgets nothing.
  record.take();
  expect(record.raiseLimits()).toEqual([]);
  expect(record.putBack()).toEqual([LIMIT]);
  expect(readFileSync(join(settings, LIMIT), 'utf8')).toBe('128\n');
});
