import { expect, test } from 'vitest';
import { requireUsableFolder } from '../../../src/lab/layout/folder-limits';
import { labFolder } from '../../../src/lab/layout/folders';

const router = (name: string) => ({ name, routerId: '10.0.0.1', metric: 32, sessions: [] });
const checkFolder = (folder: string, ...routers: readonly string[]) =>
  requireUsableFolder(labFolder(`${folder}/home`), routers.map(router));

test.each(['/var/lib/netstack/labs', '/srv/labs', '/home/me/my labs', '/optional/labs', '/var/logs'])(
  'labs can be kept in %s',
  (folder) => {
    expect(() => checkFolder(folder, 'tor-a')).not.toThrow();
  },
);

test.each([
  ['/run/labs', 'each machine has its own /run'],
  ['/opt', 'each machine has its own /opt'],
  ['/var/log/labs', 'each machine has its own /var/log'],
  ['/srv/a,b', 'mount options cannot contain commas and backslashes'],
])('%s cannot contain labs', (folder, why) => {
  expect(() => checkFolder(folder)).toThrow(
    `"${folder}" cannot contain labs: ${why}; name another folder by NETSTACK_LABS`,
  );
});

test('a path that is too long for a socket is refused', () => {
  const folder = `/srv/${'x'.repeat(88)}`;
  const router = 'tor-of-the-rack';
  expect(() => checkFolder(folder)).not.toThrow();
  expect(() => checkFolder(folder, router)).toThrow(
    `the socket ${folder}/home/bird-${router}.sock has 124 bytes, and the maximum is 107`,
  );
  expect(() => checkFolder(`/srv/${'x'.repeat(94)}`)).toThrow(
    'api.sock has 113 bytes, and the maximum is 107',
  );
});
