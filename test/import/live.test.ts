import { expect, test } from 'vitest';
import { importNetwork, mergeNetworks, readCluster, readHost, writeProfile } from '../../src/import';
import type { ClusterReader, CommandOutput, Host } from '../../src/verify';

/** A host that prints what it is given for each command, by its first words. */
function fakeHost(name: string, outputs: Readonly<Record<string, string>>): Host {
  return {
    name,
    run: (argv): Promise<CommandOutput> => {
      const line = argv.join(' ');
      const key = Object.keys(outputs).find((one) => line.startsWith(one));
      const stdout = key === undefined ? '' : outputs[key];
      return Promise.resolve({ status: 0, stdout: stdout ?? '', stderr: '' });
    },
  };
}

/** An API server with these lists. */
function fakeReader(answers: Readonly<Record<string, unknown>>): ClusterReader {
  return {
    get: <T>(path: string) => Promise.resolve(answers[path] as T | undefined),
    getText: () => Promise.resolve(undefined),
  };
}

/** Files as the host's shell prints them. */
function printFiles(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([path, text]) => `${path}\n${Buffer.byteLength(text)}\n${text}`)
    .join('');
}

const LINKS = JSON.stringify([
  {
    ifname: 'lo',
    mtu: 65536,
    flags: ['UP'],
    addr_info: [{ family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' }],
  },
  {
    ifname: 'ens18',
    mtu: 9000,
    flags: ['UP'],
    addr_info: [{ family: 'inet', local: '10.5.1.11', prefixlen: 22, scope: 'global' }],
  },
  {
    ifname: 'cni0',
    mtu: 1450,
    flags: ['UP'],
    addr_info: [{ family: 'inet', local: '10.42.0.1', prefixlen: 24, scope: 'global' }],
  },
]);

const HOST = fakeHost('10.5.1.11', {
  'uname -n': 's1\n',
  'sh -c': printFiles({
    '/etc/rancher/k3s/config.yaml': 'tls-san: [é.lan]\ntoken: hunter2\n',
    '/etc/systemd/system/k3s.service': 'ExecStart=/usr/local/bin/k3s server\n',
  }),
  'ip -j -d address': LINKS,
  'ip -4 -j route': JSON.stringify([{ dst: 'default', gateway: '10.5.0.1', dev: 'ens18' }]),
  'ip -6 -j route': '[]',
});

const NODES = {
  kind: 'NodeList',
  apiVersion: 'v1',
  items: [
    {
      metadata: {
        name: 's1',
        labels: { 'node-role.kubernetes.io/control-plane': 'true' },
        annotations: { 'k3s.io/node-args': '["server","--tls-san","é.lan","--token","********"]' },
      },
      status: {
        addresses: [{ type: 'InternalIP', address: '10.5.1.11' }],
        nodeInfo: { kubeletVersion: 'v1.36.2+k3s1' },
      },
    },
  ],
};

test('a host tells the LAN: network, router, MTU and interface', async () => {
  const { profile, comments, notes } = importNetwork(
    mergeNetworks([await readHost(HOST), await readCluster(fakeReader({ '/api/v1/nodes': NODES }))]),
  );
  expect(writeProfile({ profile, comments, header: [] })).toBe(`k3sVersion: v1.36.2+k3s1
lan:
  cidr: 10.5.0.0/22
  gateway: 10.5.0.1
  mtu: 9000
# flannelIface: the interface of each address, which flannel uses by itself.
# nodeIp as the Node objects report it: k3s runs without --node-ip.
nodes:
  - { name: s1, role: server, nodeIp: 10.5.1.11, flannelIface: ens18 }
tlsSan: [é.lan]
`);
  expect(notes.map(({ kind, message }) => `${kind} ${message}`)).toEqual([
    'kept --token is a secret: it stays in the configuration of s1.',
  ]);
});

test('a host tells its further interfaces, without those of containers and temporary addresses', async () => {
  const link = (ifname: string, flags: readonly string[], local: string, more: object = {}) => ({
    ...{ ifname, mtu: 1500, flags: ['UP', ...flags] },
    addr_info: [{ family: local.includes(':') ? 'inet6' : 'inet', local, prefixlen: 24, scope: 'global' }],
    ...more,
  });
  const links = [
    ...(JSON.parse(LINKS) as object[]),
    link('ens18.50', ['BROADCAST'], '10.5.50.11', { linkinfo: { info_kind: 'vlan', info_data: { id: 50 } } }),
    link('site', ['POINTOPOINT', 'NOARP'], '10.9.0.1', { mtu: 1420 }),
    link('wg0', ['POINTOPOINT', 'NOARP'], '10.8.0.1', { mtu: 1420 }),
    link('docker0', ['BROADCAST'], '172.17.0.1'),
    link('br-0123456789ab', ['BROADCAST'], '172.18.0.1'),
    link('ens19', ['BROADCAST'], 'fd00::1', {
      addr_info: [{ family: 'inet6', local: 'fd00::abcd', prefixlen: 64, scope: 'global', dynamic: true }],
    }),
  ];
  const host: Host = {
    name: '10.5.1.11',
    run: (argv, options) =>
      argv.join(' ') === 'ip -j -d address'
        ? Promise.resolve({ status: 0, stdout: JSON.stringify(links), stderr: '' })
        : HOST.run(argv, options),
  };
  const { profile } = importNetwork(
    mergeNetworks([await readHost(host), await readCluster(fakeReader({ '/api/v1/nodes': NODES }))]),
  );
  expect(profile.nodes[0]?.interfaces).toEqual([
    { name: 'ens18.50', addresses: '10.5.50.11/24', vlanId: 50 },
    { name: 'site', addresses: '10.9.0.1/24', kind: 'tunnel', mtu: 1420 },
    { name: 'wg0', addresses: '10.8.0.1/24', mtu: 1420 },
  ]);
});

test('an API server is asked for no Secrets', async () => {
  const asked: string[] = [];
  await readCluster({
    get: (path) => {
      asked.push(path);
      return Promise.resolve(undefined);
    },
    getText: () => Promise.resolve(undefined),
  });
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.filter((path) => /secret/i.test(path))).toEqual([]);
});

test('fields that the API server adds by itself are not reported', async () => {
  const reader = fakeReader({
    '/api/v1/nodes': NODES,
    '/apis/metallb.io/v1beta1/ipaddresspools': {
      kind: 'IPAddressPoolList',
      apiVersion: 'metallb.io/v1beta1',
      items: [
        {
          metadata: { name: 'lan', namespace: 'metallb-system', uid: 'x', managedFields: [{}] },
          spec: { addresses: ['10.5.1.100-10.5.1.120'], autoAssign: true, avoidBuggyIPs: false },
          status: { assignedIPv4: 2 },
        },
      ],
    },
    '/apis/metallb.io/v1beta2/bgppeers': {
      kind: 'BGPPeerList',
      apiVersion: 'metallb.io/v1beta2',
      items: [
        {
          metadata: { name: 'r', namespace: 'metallb-system' },
          spec: {
            myASN: 1,
            peerASN: 2,
            peerAddress: '10.5.0.1',
            peerPort: 179,
            passwordSecret: {},
            disableMP: false,
          },
        },
      ],
    },
  });
  const { profile, notes } = importNetwork(await readCluster(reader), { lanCidr: ['10.5.0.0/22'] });
  expect(profile.metallb).toEqual({
    ipAddressPools: [{ name: 'lan', addresses: ['10.5.1.100-10.5.1.120'] }],
    bgpPeers: [{ name: 'r', myASN: 1, peerASN: 2, peerAddress: '10.5.0.1' }],
  });
  expect(notes.filter(({ kind }) => kind !== 'kept')).toEqual([]);
});
