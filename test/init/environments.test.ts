import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call, emptyFolder } from '../cli/call';

/** A network namespace of its own, for every user. */
const IN_NAMESPACE = ['unshare', '--map-root-user', '--net'];

const canUnshare =
  spawnSync(IN_NAMESPACE[0] ?? '', [...IN_NAMESPACE.slice(1), 'ip', 'link'], {}).status === 0;

/** An interface with a peer, so that it has a carrier. */
const nic = (name: string) =>
  `ip link add ${name} type veth peer name p-${name}; ip link set p-${name} up; ip link set ${name} up`;

const LO = 'ip link set lo up';

/** Commands that make a machine's network, and lines that the profile has to have and not to have. */
const ENVIRONMENTS: Readonly<
  Record<string, { readonly setup: string[]; readonly has: RegExp[]; readonly lacks?: RegExp[] }>
> = {
  'one LAN': {
    setup: [
      LO,
      nic('eth0'),
      'ip address add 192.168.7.23/24 dev eth0',
      'ip route add default via 192.168.7.1',
    ],
    has: [
      /cidr: 192\.168\.7\.0\/24/,
      /gateway: 192\.168\.7\.1/,
      /nodeIp: 192\.168\.7\.23, flannelIface: eth0/,
      /addresses: \[192\.168\.7\.240-192\.168\.7\.250\]/,
    ],
  },
  'two network cards': {
    setup: [
      ...[LO, nic('eth0'), nic('eth1')],
      ...['ip address add 10.9.0.5/16 dev eth0', 'ip address add 192.168.1.5/24 dev eth1'],
      'ip route add default via 192.168.1.1 dev eth1',
    ],
    has: [/cidr: 192\.168\.1\.0\/24/, /flannelIface: eth1/],
    lacks: [/10\.9\./],
  },
  'Docker and a VPN': {
    setup: [
      ...[
        LO,
        nic('enp3s0'),
        'ip address add 192.168.1.5/24 dev enp3s0',
        'ip route add default via 192.168.1.1',
      ],
      ...[
        'ip link add docker0 type bridge',
        'ip link set docker0 up',
        'ip address add 172.17.0.1/16 dev docker0',
      ],
      ...[nic('wg0'), 'ip address add 10.200.0.2/32 dev wg0', 'ip route add 10.42.0.0/15 dev wg0 table 51'],
      'ip route add 10.52.0.0/24 dev wg0',
    ],
    has: [/flannelIface: enp3s0/, /clusterCidr: 10\.142\.0\.0\/16/, /serviceCidr: 10\.143\.0\.0\/16/],
  },
  'IPv6 only': {
    setup: [
      LO,
      nic('eth0'),
      'ip address add fd12:3456::10/64 dev eth0 nodad',
      'ip -6 route add default via fd12:3456::1',
    ],
    has: [/cidr: fd12:3456::\/64/, /gateway: fd12:3456::1/, /ipv6Masq: true/, /fd12:3456::f0/],
  },
  'no network at all': {
    setup: [LO],
    has: [/Example: this machine is in no LAN/, /cidr: 192\.168\.1\.0\/24/],
  },
};

describe.skipIf(!canUnshare)('init takes the proposals for a machine with', () => {
  test.each(Object.entries(ENVIRONMENTS))(
    '%s, and the profile validates',
    async (_, { setup, has, lacks = [] }) => {
      const folder = emptyFolder();
      const script = `${setup.join(' && ')} && cd "$1" && exec node "$2" init --yes --repository`;
      const argv = [...IN_NAMESPACE, 'sh', '-c', script, 'sh', folder, resolve('bin/netstack.js')];
      const made = spawnSync(argv[0] ?? '', argv.slice(1), { encoding: 'utf8' });
      expect(made.stderr).toBe('');
      expect(made.status).toBe(0);
      const profile = readFileSync(join(folder, 'profiles/home.yaml'), 'utf8');
      for (const line of has) expect(profile).toMatch(line);
      for (const line of lacks) expect(profile).not.toMatch(line);
      expect(
        ['.gitignore', 'README.md', '.github/workflows/netstack.yml'].filter(
          (file) => !existsSync(join(folder, file)),
        ),
      ).toEqual([]);
      const checked = await call('validate', join(folder, 'profiles/home.yaml'));
      expect(checked.stdout).toBe('');
      expect(checked.stderr).toBe('1 profile, 0 errors, 0 warnings, 0 hints\n');
    },
  );
});
