import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal } from '../../../src/lab/execution/journal';
import { emptyFolder } from '../../cli/call';

test('the last thing made comes first', () => {
  const journal = new Journal(join(emptyFolder(), 'journal'));
  journal.record({ made: 'lab', cluster: 'home' });
  journal.record({ made: 'cgroup', path: '/sys/fs/cgroup/lab' });
  expect(journal.read()).toEqual([
    { made: 'cgroup', path: '/sys/fs/cgroup/lab' },
    { made: 'lab', cluster: 'home' },
  ]);
});

test('a line that a crash cut off is ignored: its object was never made', () => {
  const file = join(emptyFolder(), 'journal');
  new Journal(file).record({ made: 'cgroup', path: '/sys/fs/cgroup/lab' });
  appendFileSync(file, '{"made":"cgroup","pa');
  expect(new Journal(file).read()).toEqual([{ made: 'cgroup', path: '/sys/fs/cgroup/lab' }]);
});

test('a file in another format is not a journal', () => {
  const file = join(emptyFolder(), 'journal');
  appendFileSync(file, 'dear diary\n');
  expect(() => new Journal(file).read()).toThrow(
    `"${file}" is not the journal of a lab; nothing was removed`,
  );
});

test('a missing journal is empty', () => {
  expect(new Journal(join(emptyFolder(), 'journal')).read()).toEqual([]);
});
