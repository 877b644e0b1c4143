import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { Prompt } from '../../src/cli/init/prompt';
import { init } from '../../src/cli/commands/init';
import { proposePool } from '../../src/init/propose-pool';
import { proposeNetworks } from '../../src/init/propose-networks';
import { toMachineNetwork } from '../../src/init';
import { Cidr } from '../../src/address';
import { call, emptyFolder } from '../cli/call';

const LAN = ['--lan-cidr', '10.0.0.0/24'];

/** Gives these answers in turn, an empty one for the default; notes what was asked. */
function fakePrompt(
  answers: readonly string[],
): Prompt & { readonly asked: string[]; readonly objections: string[] } {
  const left = [...answers];
  const [asked, objections]: [string[], string[]] = [[], []];
  return {
    ...{ asked, objections },
    ask(question, usual, check) {
      for (;;) {
        asked.push(`${question} [${usual}]`);
        const typed = left.shift() ?? '';
        const answer = typed === '' ? usual : typed;
        const objection = check(answer);
        if (objection === undefined) return Promise.resolve(answer);
        objections.push(objection);
      }
    },
    close: () => undefined,
  };
}

test('options replace questions', async () => {
  const profiles = emptyFolder();
  const nodes = ['--node', 'pi1=10.0.0.11', '--node', 'pi2=10.0.0.12', '--node', 'pi3=10.0.0.13=server'];
  const lan = [...LAN, '--gateway', '10.0.0.1', '--reserved', '10.0.0.200-10.0.0.250=DHCP'];
  const { status, stdout } = await call('init', 'pikube', '--yes', '--profiles', profiles, ...lan, ...nodes);
  expect(status).toBe(0);
  expect(stdout).toContain(
    `  npx --no netstack validate pikube --profiles ${profiles}\n  npx --no netstack synth pikube`,
  );
  const text = readFileSync(join(profiles, 'pikube.yaml'), 'utf8');
  expect(text.slice(text.indexOf('lan:'))).toBe(`lan:
  cidr: 10.0.0.0/24
  gateway: 10.0.0.1
  reserved:
    - { range: 10.0.0.200-10.0.0.250, owner: DHCP }
# The first server is the one that the others join. Give every machine a fixed address.
nodes:
  - { name: pi1, role: server, nodeIp: 10.0.0.11 }
  - { name: pi2, role: agent, nodeIp: 10.0.0.12 }
  - { name: pi3, role: server, nodeIp: 10.0.0.13 }
# Networks of pods and Services, fixed when the cluster is created. k3s's own.
clusterCidr: 10.42.0.0/16
serviceCidr: 10.43.0.0/16
metallb:
  ipAddressPools:
    - name: lan
      # Addresses for Services. Outside of the reserved ranges.
      addresses: [10.0.0.180-10.0.0.190]
      advertise: l2
traefik:
  # The address of HTTP and HTTPS: point your names at it.
  loadBalancerIPs: 10.0.0.180
`);
});

test('questions have proposals as defaults, and a wrong answer is asked for again', async () => {
  const profiles = emptyFolder();
  const prompt = fakePrompt([
    ...['v1.36.2+k3s1', '10.0.0.0/33', '10.0.0.0/24', '10.1.0.1', '10.0.0.1', '10.0.0.230-10.0.0.254'],
    ...['Pi', 'pi1', '10.0.0.11', 'pi1', 'pi2', 'master', 'agent', '', 'none', 'none'],
  ]);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  expect(await init('home', { profiles }, { stdout, stderr }, prompt)).toBe(0);
  expect(prompt.objections).toEqual([
    '"10.0.0.0/33" has no prefix length from 0 to 32 after the slash. Write a network such as "10.0.0.0/24".',
    '10.1.0.1 is outside of 10.0.0.0/24.',
    'A name has lower-case letters, digits, dashes and dots.',
    'There is a node "pi1" already.',
    'Write server or agent.',
  ]);
  expect(prompt.asked.at(-3)).toBe('Address of pi2 [10.0.0.12]');
  expect(prompt.asked.at(-1)).toBe(
    'Addresses for Services by MetalLB, first-last; none for ServiceLB [10.0.0.200-10.0.0.210]',
  );
  const text = readFileSync(join(profiles, 'home.yaml'), 'utf8');
  expect(text).toContain('- { name: pi2, role: agent, nodeIp: 10.0.0.12 }');
  expect(text).not.toContain('metallb');
});

test('nothing that exists is overwritten without --force', async () => {
  const profiles = emptyFolder();
  const file = join(profiles, 'home.yaml');
  writeFileSync(file, 'mine\n');
  const { status, stderr } = await call('init', '--yes', '--profiles', profiles, ...LAN);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `netstack: "${file}" exists; name another cluster, or overwrite it by --force\n`,
  });
  expect((await call('init', '--yes', '--force', '--profiles', profiles, ...LAN)).status).toBe(0);
});

test('options that are no values of their kind are refused', async () => {
  const refused = await Promise.all([
    call('init', '--yes', '--lan-cidr', '10.0.0.0'),
    call('init', '--yes', '--node', 'pi1'),
    call('init', '--yes', '--node', 'pi1=10.0.0.300'),
    call('init', '--yes', '--pool', 'all'),
    call('init', '--yes', '--k3s-version', '1.37'),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([2, 2, 2, 2, 2]);
});

test('a pool keeps away from addresses that DHCP assigns, and has no room in a small network', () => {
  const lan = Cidr.parse('192.168.1.0/24');
  expect(proposePool(lan, { used: [], reserved: [], dynamic: ['192.168.1.230'] })).toBe(
    '192.168.1.180-192.168.1.190',
  );
  expect(proposePool(lan, { used: ['192.168.1.245'], reserved: [], dynamic: [] })).toBe(
    '192.168.1.220-192.168.1.230',
  );
  expect(proposePool(Cidr.parse('10.0.0.0/28'), { used: [], reserved: [], dynamic: [] })).toBeUndefined();
});

test('without iproute2 the addresses of the operating system count', () => {
  const machine = toMachineNetwork('mac', {
    en0: [
      { address: '10.42.3.4', cidr: '10.42.3.4/16', family: 'IPv4', internal: false, mac: '', netmask: '' },
      {
        address: 'fe80::1',
        cidr: 'fe80::1/64',
        family: 'IPv6',
        internal: false,
        mac: '',
        netmask: '',
        scopeid: 1,
      },
    ],
    lo0: [
      { address: '127.0.0.1', cidr: '127.0.0.1/8', family: 'IPv4', internal: true, mac: '', netmask: '' },
    ],
  });
  expect(machine.interfaces.map(({ name, addresses }) => [name, addresses.length])).toEqual([['en0', 1]]);
  expect(proposeNetworks(machine, [], 4).clusterCidr).toBe('10.52.0.0/16');
});
