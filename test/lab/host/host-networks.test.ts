import { expect, test } from 'vitest';
import { parseRoutes } from '../../../src/lab/host/host-networks';

const networks = (...routes: object[]) => parseRoutes(JSON.stringify(routes));

test('each network and single address with a route is listed once', () => {
  const list = networks(
    { dst: 'default', gateway: '10.0.0.1', dev: 'eth0' },
    { dst: '10.0.0.0/24', dev: 'eth0' },
    { dst: '10.0.0.0/24', dev: 'wlan0' },
    { type: 'local', dst: '10.0.0.5', dev: 'eth0' },
    { dst: 'fd00:1::/64', dev: 'eth0' },
  );
  expect(list).toEqual(['10.0.0.0/24', '10.0.0.5/32', 'fd00:1::/64']);
});

test('loopback, multicast, link-local and default routes are ignored', () => {
  const list = networks(
    { dst: '127.0.0.0/8', dev: 'lo' },
    { type: 'multicast', dst: 'ff00::/8', dev: 'eth0' },
    { dst: 'fe80::/64', dev: 'eth0' },
    { dst: '169.254.0.0/16', dev: 'eth0' },
    { dst: '0.0.0.0/0', dev: 'eth0' },
  );
  expect(list).toEqual([]);
});

test('a machine without routes has no networks', () => {
  expect(parseRoutes('')).toEqual([]);
  expect(parseRoutes('[]')).toEqual([]);
});
