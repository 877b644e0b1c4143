import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { networkCommands } from '../../../src/lab/layout/commands';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';

const settingsOf = (cluster: string) =>
  networkCommands(layoutOf(planOf(readFileSync(`profiles/${cluster}.yaml`, 'utf8'), cluster)))
    .filter(({ machine, argv }) => machine === 'router' && argv[0] === 'sysctl')
    .map(({ argv }) => argv[2]);

test('a kernel without IPv6 has no settings of it, and a LAN without it needs none', () => {
  expect(settingsOf('pikube')).toEqual([
    'kernel.hostname=router',
    'net.ipv4.ip_forward=1',
    'net.ipv4.fib_multipath_hash_policy=1',
  ]);
  expect(settingsOf('dual-stack')).toContain('net.ipv6.conf.all.forwarding=1');
});
