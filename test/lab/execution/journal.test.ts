import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Journal } from '../../../src/lab/execution/journal';
import { emptyFolder } from '../../cli/call';

test('the last thing made is the first to be undone', () => {
  const journal = new Journal(join(emptyFolder(), 'journal'));
  journal.record({ made: 'controllers', path: '/sys/fs/cgroup', names: ['memory'] });
  journal.record({ made: 'cgroup', path: '/sys/fs/cgroup/lab' });
  expect(journal.read()).toEqual([
    { made: 'cgroup', path: '/sys/fs/cgroup/lab' },
    { made: 'controllers', path: '/sys/fs/cgroup', names: ['memory'] },
  ]);
});

test('a line that a crash cut off is of something that was never made', () => {
  const file = join(emptyFolder(), 'journal');
  new Journal(file).record({ made: 'cgroup', path: '/sys/fs/cgroup/lab' });
  appendFileSync(file, '{"made":"cgroup","pa');
  expect(new Journal(file).read()).toEqual([{ made: 'cgroup', path: '/sys/fs/cgroup/lab' }]);
});

test('a lab that made nothing yet', () => {
  expect(new Journal(join(emptyFolder(), 'journal')).read()).toEqual([]);
});
