import { describe, expect, test } from 'vitest';
import { formatPath } from '../../../src/diagnostics';
import {
  apiPortOf,
  listClusterNetworksOutsideLan,
  listFlannelPorts,
  findFreeNetwork,
  listK3sPorts,
  listNodeShares,
  findNodesApart,
  listRegistrationAddresses,
  findSegment,
  listServiceLbPorts,
} from '../../../src/plan';
import { planOf } from '../../plan-of';

const NODES = 'nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]';

/** A plan with one node, a LAN and whatever else is said. */
function plan(...lines: string[]) {
  const lan = lines.some((line) => line.startsWith('lan:')) ? [] : ['lan: { cidr: 10.0.0.0/24 }'];
  const nodes = lines.some((line) => line.startsWith('nodes:')) ? [] : [NODES];
  return planOf(['k3sVersion: v1.37.1+k3s1', ...lan, ...nodes, ...lines].join('\n'));
}

describe('shares of the pod network', () => {
  test.each([
    ['10.42.0.0/16', 24, 256n, 253n],
    ['10.42.0.0/24', 24, 1n, 253n],
    ['10.42.0.0/24', 26, 4n, 61n],
    ['10.42.0.0/25', 24, 0n, 253n],
    ['fd00:42::/56', 64, 256n, (1n << 64n) - 2n],
  ])('%s in shares of /%i', (cidr, maskSize, count, pods) => {
    const family = cidr.includes(':') ? 6 : 4;
    const [share] = listNodeShares(plan(`clusterCidr: ${cidr}`, `nodeCidrMaskSizeIpv${family}: ${maskSize}`));
    expect(share).toMatchObject({ maskSize, count, pods });
    expect(formatPath(share?.path ?? [])).toBe(`nodeCidrMaskSizeIpv${family}`);
  });
});

describe('segments of the LAN', () => {
  const two = plan(
    'lan: { cidr: [10.0.0.0/16, 10.0.1.0/24] }',
    'nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }, { name: two, role: agent, nodeIp: 10.0.1.12 }]',
  );

  test('the smallest network around an address is its own', () => {
    const [one, another] = two.nodes.flatMap(({ nodeIp }) => nodeIp);
    expect(findSegment(two.lan, one as never)?.toString()).toBe('10.0.0.0/16');
    expect(findSegment(two.lan, another as never)?.toString()).toBe('10.0.1.0/24');
  });

  test('the first two nodes apart are found', () => {
    expect(findNodesApart(two.lan, two.nodes)?.map(String)).toEqual(['10.0.0.11', '10.0.1.12']);
    expect(findNodesApart(two.lan, two.servers)).toBeUndefined();
  });
});

describe('networks of the cluster', () => {
  test('one that the LAN reaches into is left to what is said of the LAN', () => {
    const networks = listClusterNetworksOutsideLan(plan('lan: { cidr: [10.0.0.0/24, 10.42.7.0/24] }'));
    expect(networks.map(({ title }) => title)).toEqual(['the service network']);
  });

  test('a free network touches neither the LAN nor the cluster', () => {
    expect(findFreeNetwork(plan(), 4)).toBe('10.52.0.0/16');
    expect(findFreeNetwork(plan('clusterCidr: 172.29.0.0/16', 'serviceCidr: 172.30.0.0/16'), 4)).toBe(
      '10.42.0.0/16',
    );
    expect(findFreeNetwork(plan('lan: { cidr: [10.0.0.0/8, 172.16.0.0/12] }'), 4)).toBe(
      'a private network that nothing else uses',
    );
    expect(findFreeNetwork(plan(), 6)).toBe('fd00:42::/56');
  });
});

describe('ports of the nodes', () => {
  test("etcd's are taken only where there is etcd", () => {
    const ports = (datastore: string) =>
      listK3sPorts(plan(`datastore: ${datastore}`)).map(({ port }) => port);
    expect(ports('etcd')).toContain(2379);
    expect(ports('sqlite')).not.toContain(2379);
    expect(ports('sqlite')).toContain(10250);
  });

  test.each([
    ['vxlan', ['8472 flannel.port']],
    ['host-gw', []],
    ['none', []],
    ['wireguard-native', ['51820 flannel.listenPort']],
  ])('flannel with %s', (backend, expected) => {
    const ports = listFlannelPorts(plan(`flannel: { backend: ${backend} }`));
    expect(ports.map(({ port, path = [] }) => `${port} ${formatPath(path)}`)).toEqual(expected);
    expect(ports.every(({ protocol }) => protocol === 'UDP')).toBe(true);
  });

  test('a family that pods do not have needs no port', () => {
    const dual = plan(
      'flannel: { backend: wireguard-native }',
      'clusterCidr: [10.42.0.0/16, fd00:42::/56]',
      'serviceCidr: [10.43.0.0/16, fd00:43::/112]',
    );
    expect(listFlannelPorts(dual).map(({ port }) => port)).toEqual([51820, 51821]);
  });

  test('ServiceLB takes the ports of the Services that it serves', () => {
    const ports = listServiceLbPorts(
      plan(
        'traefik: { entryPoints: [{ name: dns, port: 5353, exposedPort: 53, protocol: UDP }] }',
        'samples: [{ name: echo, loadBalancer: { port: 8080 } }]',
      ),
    );
    expect(ports.map(({ port, protocol, path = [] }) => `${port}/${protocol} ${formatPath(path)}`)).toEqual([
      '80/TCP traefik',
      '443/TCP traefik',
      '53/UDP traefik.entryPoints[0]',
      '8080/TCP samples[0].loadBalancer.port',
    ]);
    expect(listServiceLbPorts(plan('servicelb: { mode: none }'))).toEqual([]);
  });

  test('the API listens where the profile says', () => {
    expect(apiPortOf(plan('httpsListenPort: 8443'))).toMatchObject({
      port: 8443,
      path: ['httpsListenPort'],
    });
  });
});

test('the registration address is a host where it is stated, and an address', () => {
  const addresses = (...lines: string[]) =>
    listRegistrationAddresses(plan(...lines)).map(({ address }) => address.toString());
  expect(addresses('registrationAddress: 10.0.0.10')).toEqual(['10.0.0.10']);
  expect(addresses('registrationAddress: k3s.home.arpa')).toEqual([]);
  expect(addresses()).toEqual([]);
});
