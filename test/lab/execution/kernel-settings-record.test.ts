import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { KernelSettingsRecord } from '../../../lab/execution/kernel-settings-record';
import { emptyFolder } from '../../cli/call';

const INSTANCES = 'fs/inotify/max_user_instances';
const WATCHES = 'fs/inotify/max_user_watches';
const PANIC = 'kernel/panic';

/** A folder in place of `/proc/sys`, and a record beside it. */
function host(values: Readonly<Record<string, string>>) {
  const folder = emptyFolder();
  const settings = join(folder, 'sys');
  const file = join(folder, 'kernel-settings.json');
  const set = (path: string, value: string) => {
    mkdirSync(dirname(join(settings, path)), { recursive: true });
    writeFileSync(join(settings, path), value);
  };
  for (const [path, value] of Object.entries(values)) set(path, value);
  const get = (path: string) => readFileSync(join(settings, path), 'utf8').trim();
  return { file, set, get, record: () => new KernelSettingsRecord(file, settings) };
}

test('limits that are too low are raised, others left alone, and all is put back', () => {
  const { file, get, record } = host({ [INSTANCES]: '128\n', [WATCHES]: '1000000\n' });
  record().take();
  expect(record().raiseLimits()).toEqual([INSTANCES]);
  expect([get(INSTANCES), get(WATCHES)]).toEqual(['8192', '1000000']);
  expect(record().putBack()).toEqual([INSTANCES]);
  expect([get(INSTANCES), get(WATCHES)]).toEqual(['128', '1000000']);
  expect(existsSync(file)).toBe(false);
});

test('a second lab does not take for the host what the first one set', () => {
  const { set, get, record } = host({ [PANIC]: '0\n', [INSTANCES]: '128\n' });
  record().take();
  record().raiseLimits();
  set(PANIC, '10\n');
  record().take();
  record().putBack();
  expect([get(PANIC), get(INSTANCES)]).toEqual(['0', '128']);
});

test('put back twice, and with nothing recorded, changes nothing', () => {
  const { get, record } = host({ [PANIC]: '0\n' });
  expect(record().putBack()).toEqual([]);
  record().take();
  expect(record().putBack()).toEqual([]);
  expect(record().putBack()).toEqual([]);
  expect(get(PANIC)).toBe('0');
});
