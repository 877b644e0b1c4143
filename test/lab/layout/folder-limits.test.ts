import { expect, test } from 'vitest';
import { requireFitting } from '../../../src/lab/layout/folder-limits';
import { labFolder } from '../../../src/lab/layout/folders';

const router = (name: string) => ({ name, routerId: '10.0.0.1', metric: 32, sessions: [] });
const keptIn = (folder: string, ...routers: readonly string[]) =>
  requireFitting(labFolder(`${folder}/home`), routers.map(router));

test.each(['/var/lib/netstack/labs', '/srv/labs', '/home/me/my labs', '/optional/labs', '/var/logs'])(
  'labs can be kept in %s',
  (folder) => {
    expect(() => keptIn(folder, 'tor-a')).not.toThrow();
  },
);

test.each([
  ['/run/labs', 'machines have a /run of their own, and would not find it'],
  ['/opt', 'machines have a /opt of their own, and would not find it'],
  ['/var/log/labs', 'machines have a /var/log of their own, and would not find it'],
  ['/srv/a,b', 'commas and backslashes cannot stand in mount options'],
])('no lab can be kept in %s', (folder, why) => {
  expect(() => keptIn(folder)).toThrow(
    `no lab can be kept in "${folder}": ${why}. Name another folder by NETSTACK_LABS`,
  );
});

test('a path that is too long for a socket', () => {
  const folder = `/srv/${'x'.repeat(88)}`;
  const router = 'tor-of-the-rack';
  expect(() => keptIn(folder)).not.toThrow();
  expect(() => keptIn(folder, router)).toThrow(
    `${folder}/home/bird-${router}.sock is a socket, and has 124 bytes of 107 that one may have`,
  );
  expect(() => keptIn(`/srv/${'x'.repeat(94)}`)).toThrow('api.sock is a socket, and has 113 bytes of 107');
});
