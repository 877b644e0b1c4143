import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listNetworkCommands } from '../../../src/lab/layout/commands';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';

const settingsOf = (cluster: string) =>
  listNetworkCommands(layoutOf(planOf(readFileSync(`profiles/${cluster}.yaml`, 'utf8'), cluster)))
    .filter(({ machine, argv }) => machine === 'router' && argv[0] === 'sysctl')
    .map(({ argv }) => argv[2]);

test('a LAN without IPv6 needs no settings of IPv6', () => {
  expect(settingsOf('pikube')).toEqual([
    'kernel.hostname=router',
    'net.ipv4.ip_forward=1',
    'net.ipv4.fib_multipath_hash_policy=1',
  ]);
  expect(settingsOf('dual-stack')).toContain('net.ipv6.conf.all.forwarding=1');
});
