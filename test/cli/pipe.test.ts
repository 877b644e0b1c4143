import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('says nothing when nobody reads on', () => {
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'node bin/netstack.js rules --format json | head -c 2'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '[\n', stderr: '' });
});
