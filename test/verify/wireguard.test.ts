import { beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/verify';
import { wireguardPeers } from '../../src/verify/checks/node/wireguard-peers';
import { overlayPing } from '../../src/verify/checks/overlay/overlay-ping';
import type { Recording } from './recorded';
import { failuresOf, findingsOf, recorded } from './recorded';

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
function programs(interfaces: Record<string, Shown>): Record<string, Partial<Output>> {
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
function encrypted(): Recording {
  const recording = recorded();
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
async function told(recording = encrypted()): Promise<readonly string[]> {
  const findings = await findingsOf(recording, [wireguardPeers]);
  return findings
    .filter(({ place }) => place === 'node duo1')
    .flatMap((one) =>
      one.outcome === 'fails' ? [`${one.looked}: ${one.found}; planned ${one.planned}`] : [],
    );
}

const V4_PEER = `key ${KEY.duo2} at 10.66.0.12:51820 for 10.52.1.0/24, a keepalive every 25 s`;

function peerOf(name = 'flannel-wg'): Shown['peers'][number] {
  const [peer] = duo1[name]?.peers ?? [];
  if (peer === undefined) throw new Error(`${name} has no peer`);
  return peer;
}

describe('the peers of WireGuard', () => {
  test('hold where each is as planned, in both families', async () => {
    const findings = await findingsOf(encrypted(), [wireguardPeers]);
    const own = findings.filter(({ place }) => place === 'node duo1');
    expect(own.map((one) => `${one.outcome}: ${one.looked}`)).toEqual([
      'holds: flannel-wg (wg show)',
      'holds: peer duo2 of flannel-wg (wg show)',
      'holds: latest handshake of flannel-wg with duo2 (wg show)',
      'holds: further peers of flannel-wg (wg show)',
      'holds: flannel-wg-v6 (wg show)',
      'holds: peer duo2 of flannel-wg-v6 (wg show)',
      'holds: latest handshake of flannel-wg-v6 with duo2 (wg show)',
      'holds: further peers of flannel-wg-v6 (wg show)',
    ]);
    expect(own[1]).toMatchObject({ found: V4_PEER, planned: V4_PEER });
  });

  test('are not looked at where flannel is another, or there is one node: host-gw stands in for it in a lab', async () => {
    const recording = encrypted();
    recording.profile = recording.profile.replace('backend: wireguard-native', 'backend: host-gw');
    expect(await findingsOf(recording, [wireguardPeers])).toEqual([]);
    const single = encrypted();
    single.profile = single.profile.replace(/.*name: duo2.*\n/, '');
    expect(await findingsOf(single, [wireguardPeers])).toEqual([]);
  });

  test('another port or key than the others know is named', async () => {
    Object.assign(duo1['flannel-wg'] ?? {}, { port: 41414, key: KEY.stranger });
    expect(await told()).toEqual([
      `flannel-wg (wg show): UDP port 41414, public key ${KEY.stranger}; planned UDP port 51820, public key ${KEY.duo1} as annotation backend-data of Node duo1`,
    ]);
  });

  test('an interface that is not there is named, and its peers are not', async () => {
    const recording = encrypted();
    const known = recording.nodes['duo1']?.programs ?? {};
    for (const command of Object.keys(known).filter(
      (one) => one.endsWith('flannel-wg-v6') || one.includes('-v6 '),
    ))
      known[command] = { status: 1, stderr: 'Unable to access interface: No such device\n' };
    expect(await told(recording)).toEqual([
      `flannel-wg-v6 (wg show): no such interface of WireGuard; planned UDP port 51821, public key ${KEY.duo1} as annotation backend-v6-data of Node duo1`,
    ]);
  });

  test('a node that is no peer is named', async () => {
    duo1['flannel-wg']?.peers.pop();
    expect(await told()).toEqual([`peer duo2 of flannel-wg (wg show): no such peer; planned ${V4_PEER}`]);
  });

  test('a peer with an old key of its node is named once', async () => {
    peerOf().key = KEY.stranger;
    expect(await told()).toEqual([
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
    ['keepalive', { keepalive: 'off' }, V4_PEER.replace('a keepalive every 25 s', 'no keepalives')],
  ])('a peer with another %s is named', async (_what, change, found) => {
    Object.assign(peerOf(), change);
    expect(await told()).toEqual([`peer duo2 of flannel-wg (wg show): ${found}; planned ${V4_PEER}`]);
  });

  test('an address in another spelling is the same', async () => {
    peerOf('flannel-wg-v6').networks = 'fd00:0052:0000:0001::/64';
    expect(await told()).toEqual([]);
  });

  test('between external addresses a router may let packets out by a port of its own', async () => {
    peerOf().endpoint = '203.0.113.9:1024';
    const sites = () => {
      const recording = encrypted();
      recording.profile = recording.profile
        .replace('backend: wireguard-native', 'backend: wireguard-native, externalIp: true')
        .replace('{ name: duo2,', '{ name: duo2, nodeExternalIp: 203.0.113.2,');
      return recording;
    };
    expect(await told(sites())).toEqual([]);
    delete peerOf().age;
    const away = V4_PEER.replace('10.66.0.12:51820', '203.0.113.9:1024');
    expect((await told(sites()))[0]).toBe(
      `peer duo2 of flannel-wg (wg show): ${away}; planned ${V4_PEER.replace('10.66.0.12', '203.0.113.2')}`,
    );
  });

  test('a Node that makes no key known is named', async () => {
    const recording = encrypted();
    const annotations = recording.objects[1]?.metadata.annotations ?? {};
    annotations['flannel.alpha.coreos.com/backend-data'] = 'null';
    duo1['flannel-wg']?.peers.pop();
    Object.assign(recording.nodes['duo1']?.programs ?? {}, programs(duo1));
    expect(await told(recording)).toEqual([
      'peer duo2 of flannel-wg (wg show): annotation backend-data of Node duo2 has no public key; planned one',
    ]);
  });
});

describe('peers that are no node of the profile', () => {
  const further = { key: KEY.stranger, endpoint: '10.66.0.77:51820', keepalive: '25', age: 3 };

  test('are strangers where they have a network', async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '10.52.9.0/24' });
    expect(await told()).toEqual([
      `peer that is no Node of flannel-wg (wg show): key ${KEY.stranger} at 10.66.0.77:51820 for 10.52.9.0/24, a keepalive every 25 s; planned no peer beside the nodes of the profile`,
    ]);
    const [failure] = (await findingsOf(encrypted(), [wireguardPeers])).filter(
      ({ outcome }) => outcome === 'fails',
    );
    expect(failure).toMatchObject({
      why: 'It gets what is sent to these networks, and may send from their addresses.',
      next: `"wg set flannel-wg peer ${KEY.stranger} remove" on duo1; find out who has written it there: flannel writes peers of Nodes alone`,
    });
  });

  test('are named where the cluster knows them', async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '10.52.9.0/24' });
    const recording = encrypted();
    const [object] = structuredClone(recording.objects);
    if (object === undefined) throw new Error('two nodes');
    object.metadata.name = 'trio3';
    object.metadata.annotations['flannel.alpha.coreos.com/backend-data'] = JSON.stringify({
      PublicKey: KEY.stranger,
    });
    recording.objects.push(object);
    expect((await told(recording))[0]).toMatch(/^peer trio3 of flannel-wg /);
  });

  test('are no fault without a network: flannel leaves old keys of nodes that were restarted', async () => {
    duo1['flannel-wg']?.peers.push({ ...further, networks: '(none)' });
    expect(await told()).toEqual([]);
    const found = (await findingsOf(encrypted(), [wireguardPeers])).flatMap((one) =>
      one.outcome === 'holds' ? [one.found] : [],
    );
    expect(found).toContain('1 with no network: keys that nodes had before');
  });
});

describe('the latest handshake', () => {
  const planned = 'at most 225 s ago: keys serve for 180 s, and a keepalive goes every 25 s';

  test('is named where it is older than keepalives let it be, and where there never was one', async () => {
    peerOf().age = 226;
    delete peerOf('flannel-wg-v6').age;
    expect(await told()).toEqual([
      `latest handshake of flannel-wg with duo2 (wg show): 226 s ago; planned ${planned}`,
      `latest handshake of flannel-wg-v6 with duo2 (wg show): none yet; planned ${planned}`,
    ]);
  });

  test('may be as old as it likes without keepalives', async () => {
    Object.assign(peerOf(), { keepalive: 'off', age: 9999 });
    Object.assign(peerOf('flannel-wg-v6'), { keepalive: 'off' });
    delete peerOf('flannel-wg-v6').age;
    const recording = encrypted();
    recording.profile = recording.profile.replace(
      'backend: wireguard-native',
      'backend: wireguard-native, persistentKeepaliveInterval: 0',
    );
    expect(await told(recording)).toEqual([]);
    const findings = await findingsOf(recording, [wireguardPeers]);
    expect(findings.find(({ looked }) => looked.startsWith('latest'))).toMatchObject({
      found: '9999 s ago',
      planned: 'any: without keepalives there is none until a pod sends something',
    });
  });

  test('is of now where the clock was put back', async () => {
    peerOf().age = -50;
    expect(await told()).toEqual([]);
  });
});

test('a tunnel that carries nothing sends to the peers', async () => {
  const recording = encrypted();
  Object.assign(recording.nodes['duo1'] ?? {}, { reach: () => 0 });
  const failed = (await findingsOf(recording, [overlayPing])).find(({ outcome }) => outcome === 'fails');
  expect(failed).toMatchObject({
    next: 'see flannel-routes and wireguard-peers of both nodes; let UDP 51820 in on both nodes ("tcpdump -ni any udp port 51820" on duo2 shows whether 10.66.0.12 is reached from duo1)',
  });
});

describe('what cannot be looked at', () => {
  test.each([
    ['there is no wg', { status: 127 }, 'there is no "wg" on duo1'],
    [
      'wg may not',
      { status: 1, stderr: 'Unable to access interface: Operation not permitted\n' },
      '"wg show flannel-wg listen-port" failed on duo1: Unable to access interface: Operation not permitted',
    ],
  ])('because %s', async (_why, answer, because) => {
    const recording = encrypted();
    Object.assign(recording.nodes['duo1'] ?? {}, { programs: { wg: answer } });
    const [first, second] = await failuresOf(recording, [wireguardPeers]);
    expect(first).toEqual({ check: 'wireguard-peers', place: 'node duo1', because });
    expect(second).toEqual({ check: 'wireguard-peers', place: 'node duo2', because: 'duo2 is off' });
    const [finding] = await findingsOf(recording, [wireguardPeers]);
    if (answer.status === 127) expect(finding).toMatchObject({ next: 'install wireguard-tools on duo1' });
  });

  test('secrets are never asked for', async () => {
    const asked: string[] = [];
    const recording = encrypted();
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
