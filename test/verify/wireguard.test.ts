import { beforeEach, describe, expect, test } from 'vitest';
import type { CommandOutput } from '../../src/verify';
import { wireguardPeers } from '../../src/verify/checks/node/wireguard-peers';
import { overlayPing } from '../../src/verify/checks/overlay/overlay-ping';
import type { Recording } from './recorded';
import { failuresOf, findingsOf, copyRecording } from './recorded';

/** One interface, as wg shows it. */
interface Shown {
  port: number;
  key: string;
  peers: { key: string; endpoint: string; networks: string; keepalive: string; age?: number }[];
}

const key = (letter: string) => `${letter.repeat(43)}=`;

const KEY = { duo1: key('a'), duo2: key('b'), stranger: key('z') };

/** The clock of the nodes. */
const NOW = 1_795_729_536;

/** What wg says on duo1, by interface. Tests change it. */
let duo1: Record<string, Shown>;

beforeEach(() => {
  const peer = { key: KEY.duo2, keepalive: '25', age: 31 };
  duo1 = {
    'flannel-wg': {
      ...{ port: 51820, key: KEY.duo1 },
      peers: [{ ...peer, endpoint: '10.66.0.12:51820', networks: '10.52.1.0/24' }],
    },
    'flannel-wg-v6': {
      ...{ port: 51821, key: KEY.duo1 },
      peers: [{ ...peer, endpoint: '[fd66::12]:51821', networks: 'fd00:52:0:1::/64' }],
    },
  };
});

/** The programs of a node with these interfaces. */
function programs(interfaces: Record<string, Shown>): Record<string, Partial<CommandOutput>> {
  const lines = Object.entries(interfaces).flatMap(([name, { port, key: own, peers }]) => {
    const list = (value: (peer: Shown['peers'][number]) => string | number) =>
      peers.map((peer) => `${peer.key}\t${value(peer)}\n`).join('');
    const times = list(({ age }) => (age === undefined ? 0 : NOW - age));
    return [
      [`wg show ${name} listen-port`, `${port}\n`],
      [`wg show ${name} public-key`, `${own}\n`],
      [`wg show ${name} allowed-ips`, list(({ networks }) => networks)],
      [`wg show ${name} endpoints`, list(({ endpoint }) => endpoint)],
      [`wg show ${name} persistent-keepalive`, list(({ keepalive }) => keepalive)],
      [`sh -c date +%s; exec wg show "$1" latest-handshakes sh ${name}`, `${NOW}\n${times}`],
    ] as const;
  });
  return Object.fromEntries(lines.map(([command, stdout]) => [command, { stdout }]));
}

/** The recorded cluster with WireGuard in place of vxlan; duo2 cannot be reached. */
function recordWireGuard(): Recording {
  const recording = copyRecording();
  recording.profile = recording.profile.replace('backend: vxlan', 'backend: wireguard-native');
  for (const { metadata } of recording.objects) {
    const data = (port: number) =>
      JSON.stringify({ PublicKey: KEY[metadata.name as 'duo1' | 'duo2'], Port: port });
    metadata.annotations['flannel.alpha.coreos.com/backend-type'] = 'wireguard';
    metadata.annotations['flannel.alpha.coreos.com/backend-data'] = data(51820);
    metadata.annotations['flannel.alpha.coreos.com/backend-v6-data'] = data(51821);
  }
  Object.assign(recording.nodes['duo1']?.programs ?? {}, programs(duo1));
  delete recording.nodes['duo2'];
  return recording;
}

/** What duo1 says, but for what holds. */
async function listFailed(recording = recordWireGuard()): Promise<readonly string[]> {
  const findings = await findingsOf(recording, [wireguardPeers]);
  return findings
    .filter(({ target }) => target === 'node duo1')
    .flatMap((one) =>
      one.outcome === 'failed' ? [`${one.subject}: ${one.found}; planned ${one.planned}`] : [],
    );
}

const V4_PEER = `key ${KEY.duo2} at 10.66.0.12:51820 for 10.52.1.0/24, a keepalive every 25 s`;

function peerOf(name = 'flannel-wg'): Shown['peers'][number] {
  const [peer] = duo1[name]?.peers ?? [];
  if (peer === undefined) throw new Error(`${name} has no peer`);
  return peer;
}

describe('the peers of WireGuard', () => {
  test('pass where they match the plan, in both families', async () => {
    const findings = await findingsOf(recordWireGuard(), [wireguardPeers]);
    const own = findings.filter(({ target }) => target === 'node duo1');
    expect(own.map((one) => `${one.outcome}: ${one.subject}`)).toEqual([
      'passed: flannel-wg (wg show)',
      'passed: peer duo2 of flannel-wg (wg show)',
      'passed: latest handshake of flannel-wg with duo2 (wg show)',
      'passed: other peers of flannel-wg (wg show)',
      'passed: flannel-wg-v6 (wg show)',
      'passed: peer duo2 of flannel-wg-v6 (wg show)',
      'passed: latest handshake of flannel-wg-v6 with duo2 (wg show)',
      'passed: other peers of flannel-wg-v6 (wg show)',
    ]);
    expect(own[1]).toMatchObject({ found: V4_PEER, planned: V4_PEER });
  });

  test('are not checked with another backend or a single node', async () => {
    const recording = recordWireGuard();
    recording.profile = recording.profile.replace('backend: wireguard-native', 'backend: host-gw');
    expect(await findingsOf(recording, [wireguardPeers])).toEqual([]);
    const single = recordWireGuard();
    single.profile = single.profile.replace(/.*name: duo2.*\n/, '');
    expect(await findingsOf(single, [wireguardPeers])).toEqual([]);
  });

  test('fail where the port or key differs from the annotation', async () => {
    Object.assign(duo1['flannel-wg'] ?? {}, { port: 41414, key: KEY.stranger });
    expect(await listFailed()).toEqual([
      `flannel-wg (wg show): UDP port 41414, public key ${KEY.stranger}; planned UDP port 51820, public key ${KEY.duo1} as in annotation backend-data of Node duo1`,
    ]);
  });

  test('fail once where the interface is missing', async () => {
    const recording = recordWireGuard();
    const known = recording.nodes['duo1']?.programs ?? {};
    for (const command of Object.keys(known).filter(
      (one) => one.endsWith('flannel-wg-v6') || one.includes('-v6 '),
    ))
      known[command] = { status: 1, stderr: 'Unable to access interface: No such device\n' };
    expect(await listFailed(recording)).toEqual([
      `flannel-wg-v6 (wg show): no such WireGuard interface; planned UDP port 51821, public key ${KEY.duo1} as in annotation backend-v6-data of Node duo1`,
    ]);
  });

  test('fail where a node is not a peer', async () => {
    duo1['flannel-wg']?.peers.pop();
    expect(await listFailed()).toEqual([
      `peer duo2 of flannel-wg (wg show): no such peer; planned ${V4_PEER}`,
    ]);
  });

  test('fail once for a peer with an old key of its node', async () => {
    peerOf().key = KEY.stranger;
    expect(await listFailed()).toEqual([
      `peer duo2 of flannel-wg (wg show): ${V4_PEER.replace(KEY.duo2, KEY.stranger)}; planned ${V4_PEER}`,
    ]);
  });

  test.each([
    ['address', { endpoint: '10.99.0.12:51820' }, V4_PEER.replace('10.66.0.12', '10.99.0.12')],
    ['port', { endpoint: '10.66.0.12:40000' }, V4_PEER.replace('51820', '40000')],
    ['address at all', { endpoint: '(none)' }, V4_PEER.replace('10.66.0.12:51820', 'no address')],
    ['pods', { networks: '10.52.7.0/24' }, V4_PEER.replace('10.52.1.0', '10.52.7.0')],
    [
      'more pods',
      { networks: '10.52.7.0/24 10.52.1.0/24' },
      V4_PEER.replace('10.52.1.0/24', '10.52.1.0/24 and 10.52.7.0/24'),
    ],
    ['keepalive', { keepalive: 'off' }, V4_PEER.replace('a keepalive every 25 s', 'no keepalive')],
  ])('fail for a peer with another %s', async (_what, change, found) => {
    Object.assign(peerOf(), change);
    expect(await listFailed()).toEqual([`peer duo2 of flannel-wg (wg show): ${found}; planned ${V4_PEER}`]);
  });

  test('pass for another spelling of an address', async () => {
    peerOf('flannel-wg-v6').networks = 'fd00:0052:0000:0001::/64';
    expect(await listFailed()).toEqual([]);
  });

  test('pass where NAT between external addresses changes the port', async () => {
    peerOf().endpoint = '203.0.113.9:1024';
    const sites = () => {
      const recording = recordWireGuard();
      recording.profile = recording.profile
        .replace('backend: wireguard-native', 'backend: wireguard-native, externalIp: true')
        .replace('{ name: duo2,', '{ name: duo2, nodeExternalIp: 203.0.113.2,');
      return recording;
    };
    expect(await listFailed(sites())).toEqual([]);
    delete peerOf().age;
    const away = V4_PEER.replace('10.66.0.12:51820', '203.0.113.9:1024');
    expect((await listFailed(sites()))[0]).toBe(
      `peer duo2 of flannel-wg (wg show): ${away}; planned ${V4_PEER.replace('10.66.0.12', '203.0.113.2')}`,
    );
  });

  test('fail for a Node without a key annotation', async () => {
    const recording = recordWireGuard();
    const annotations = recording.objects[1]?.metadata.annotations ?? {};
    annotations['flannel.alpha.coreos.com/backend-data'] = 'null';
    duo1['flannel-wg']?.peers.pop();
    Object.assign(recording.nodes['duo1']?.programs ?? {}, programs(duo1));
    expect(await listFailed(recording)).toEqual([
      'peer duo2 of flannel-wg (wg show): annotation backend-data of Node duo2 contains no public key; planned a public key',
    ]);
  });
});

describe('peers that are not nodes of the profile', () => {
  const further = { key: KEY.stranger, endpoint: '10.66.0.77:51820', keepalive: '25', age: 3 };

  test('fail where they have a network', async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '10.52.9.0/24' });
    expect(await listFailed()).toEqual([
      `unknown peer of flannel-wg (wg show): key ${KEY.stranger} at 10.66.0.77:51820 for 10.52.9.0/24, a keepalive every 25 s; planned no peers other than the nodes of the profile`,
    ]);
    const [failure] = (await findingsOf(recordWireGuard(), [wireguardPeers])).filter(
      ({ outcome }) => outcome === 'failed',
    );
    expect(failure).toMatchObject({
      why: 'It receives packets for these networks and may send from their addresses.',
      next: `on duo1: wg set flannel-wg peer ${KEY.stranger} remove; find out what added it: flannel adds Nodes only`,
    });
  });

  test("fail with the Node's name where the cluster has it", async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '10.52.9.0/24' });
    const recording = recordWireGuard();
    const [object] = structuredClone(recording.objects);
    if (object === undefined) throw new Error('two nodes');
    object.metadata.name = 'trio3';
    object.metadata.annotations['flannel.alpha.coreos.com/backend-data'] = JSON.stringify({
      PublicKey: KEY.stranger,
    });
    recording.objects.push(object);
    expect((await listFailed(recording))[0]).toMatch(/^peer trio3 of flannel-wg /);
  });

  test('pass without a network: flannel keeps old keys of restarted nodes', async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '(none)' });
    expect(await listFailed()).toEqual([]);
    const found = (await findingsOf(recordWireGuard(), [wireguardPeers])).flatMap((one) =>
      one.outcome === 'passed' ? [one.found] : [],
    );
    expect(found).toContain('1 with no network: earlier keys of nodes');
  });
});

describe('the latest handshake', () => {
  const planned = 'at most 225 s ago: keys expire after 180 s, and a keepalive is sent every 25 s';

  test('fails where it is older than the keepalives allow, and where there is none', async () => {
    peerOf().age = 226;
    delete peerOf('flannel-wg-v6').age;
    expect(await listFailed()).toEqual([
      `latest handshake of flannel-wg with duo2 (wg show): 226 s ago; planned ${planned}`,
      `latest handshake of flannel-wg-v6 with duo2 (wg show): none yet; planned ${planned}`,
    ]);
  });

  test('passes at any age without keepalives', async () => {
    Object.assign(peerOf(), { keepalive: 'off', age: 9999 });
    Object.assign(peerOf('flannel-wg-v6'), { keepalive: 'off' });
    delete peerOf('flannel-wg-v6').age;
    const recording = recordWireGuard();
    recording.profile = recording.profile.replace(
      'backend: wireguard-native',
      'backend: wireguard-native, persistentKeepaliveInterval: 0',
    );
    expect(await listFailed(recording)).toEqual([]);
    const findings = await findingsOf(recording, [wireguardPeers]);
    expect(findings.find(({ subject }) => subject.startsWith('latest'))).toMatchObject({
      found: '9999 s ago',
      planned: 'any: without keepalives the first packet of a pod starts the handshake',
    });
  });

  test('has age zero where the clock was set back', async () => {
    peerOf().age = -50;
    expect(await listFailed()).toEqual([]);
  });
});

test('a tunnel that carries no packets refers to the peers', async () => {
  const recording = recordWireGuard();
  Object.assign(recording.nodes['duo1'] ?? {}, { reach: () => 0 });
  const failed = (await findingsOf(recording, [overlayPing])).find(({ outcome }) => outcome === 'failed');
  expect(failed).toMatchObject({
    next: 'see flannel-routes and wireguard-peers of both nodes; accept UDP 51820 on both nodes. On duo2: tcpdump -ni any udp port 51820 shows whether packets from duo1 reach 10.66.0.12',
  });
});

describe('WireGuard peers are skipped', () => {
  test.each([
    ['there is no wg', { status: 127 }, 'duo1 has no "wg"'],
    [
      'wg may not',
      { status: 1, stderr: 'Unable to access interface: Operation not permitted\n' },
      '"wg show flannel-wg listen-port" failed on duo1: Unable to access interface: Operation not permitted',
    ],
  ])('because %s', async (_why, answer, reason) => {
    const recording = recordWireGuard();
    Object.assign(recording.nodes['duo1'] ?? {}, { programs: { wg: answer } });
    const [first, second] = await failuresOf(recording, [wireguardPeers]);
    expect(first).toEqual({ check: 'wireguard-peers', target: 'node duo1', reason });
    expect(second).toEqual({ check: 'wireguard-peers', target: 'node duo2', reason: 'duo2 is off' });
    const [finding] = await findingsOf(recording, [wireguardPeers]);
    if (answer.status === 127) expect(finding).toMatchObject({ next: 'install wireguard-tools on duo1' });
  });

  test('private keys are never read', async () => {
    const asked: string[] = [];
    const recording = recordWireGuard();
    const answers = programs(duo1);
    recording.change = {
      node: (name) => ({
        name,
        run: (argv) => {
          asked.push(argv.join(' '));
          return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answers[argv.join(' ')] });
        },
      }),
    };
    await findingsOf(recording, [wireguardPeers]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((words) => /dump|private|preshared|showconf|wg show( \S+)?$/.test(words))).toEqual(
      [],
    );
  });
});
