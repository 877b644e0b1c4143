import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/verify';
import { groupByCause } from '../../../src/verify/causes/group-by-cause';
import type { FakeCluster, LiveObject } from './fake-cluster';
import { failures, find, findingsOf, listOf, pikube } from './fake-cluster';

interface RivalService {
  readonly ip?: string;
  readonly hostname?: string;
  readonly key?: string;
  readonly loadBalancerClass?: string;
}

/** A LoadBalancer Service that a user created by hand. */
function stranger(
  fake: FakeCluster,
  name: string,
  { ip, hostname, key, loadBalancerClass }: RivalService,
): void {
  const ingress = [{ ...(ip && { ip }), ...(hostname && { hostname }) }];
  const service: LiveObject = {
    metadata: {
      ...{ name, namespace: 'default' },
      ...(key && { annotations: { 'metallb.io/allow-shared-ip': key } }),
    },
    spec: {
      type: 'LoadBalancer',
      clusterIPs: ['10.43.7.7'],
      ...(loadBalancerClass && { loadBalancerClass }),
    },
    status: { loadBalancer: ip === undefined && hostname === undefined ? {} : { ingress } },
  };
  listOf(fake, 'v1', 'Service').push(service);
  if (ip === undefined) return;
  listOf(fake, 'metallb.io/v1beta1', 'ServiceL2Status').push({
    metadata: { name: `l2-${name}`, namespace: 'metallb-system' },
    status: { node: 'pi2', serviceName: name, serviceNamespace: 'default' },
  });
}

function event(fake: FakeCluster, name: string, type: string, message: string, lastTimestamp: string): void {
  const involvedObject = { kind: 'Service', name, namespace: 'default' };
  listOf(fake, 'v1', 'Event').push({
    metadata: { name: message },
    involvedObject,
    type,
    message,
    lastTimestamp,
  });
}

/** What a check says of it, but for what holds; or all that it says. */
async function message(fake: FakeCluster, check: string, profile?: string): Promise<readonly string[]> {
  const findings = await findingsOf(fake, 'cluster', profile);
  return findings.flatMap((finding) => {
    if (finding.check !== check || finding.outcome === 'skipped') return [];
    return [`${finding.outcome}: ${finding.subject}: ${finding.found}, planned: ${finding.planned}`];
  });
}

describe('LoadBalancer Services that are not in the profile', () => {
  it('pass with an address of a pool or from a load balancer of another class', async () => {
    const fake = pikube();
    expect(await message(fake, 'other-load-balancers')).toEqual([
      'passed: LoadBalancer Services that are not in the profile: none, planned: an address each that no other Service has',
    ]);
    stranger(fake, 'mine', { ip: '10.0.0.120' });
    stranger(fake, 'vpn', { hostname: 'vpn.example.net', loadBalancerClass: 'example.net/vpn' });
    stranger(fake, 'far', { ip: '100.64.0.9', loadBalancerClass: 'example.net/vpn' });
    expect(await failures(fake, 'cluster')).toEqual([]);
    expect(await message(fake, 'other-load-balancers')).toEqual([
      'passed: LoadBalancer Services that are not in the profile: default/mine, default/vpn, default/far, planned: an address each that no other Service has',
    ]);
  });

  it('fail without an address, with the last event', async () => {
    const fake = pikube();
    stranger(fake, 'mine', {});
    event(fake, 'mine', 'Warning', 'no available IPs', '2026-01-01T10:00:09Z');
    event(fake, 'mine', 'Warning', 'unknown pool "x"', '2026-01-01T10:00:01Z');
    event(fake, 'mine', 'Normal', 'assigned', '2026-01-01T10:00:10Z');
    stranger(fake, 'vpn', { loadBalancerClass: 'example.net/vpn' });
    expect(await failures(fake, 'cluster')).toEqual([
      'other-load-balancers: address of Service default/mine: no address (no available IPs); planned an address of the pool lan',
      'other-load-balancers: address of Service default/vpn: no address; planned an address from a load balancer of class example.net/vpn: the profile has none for it',
    ]);
  });

  it('fail without the events of a deleted Service of the same name', async () => {
    const fake = pikube();
    stranger(fake, 'mine', {});
    find(fake, 'v1', 'Service', 'mine').metadata.uid = 'new';
    event(fake, 'mine', 'Warning', 'no available IPs', '2026-01-01T10:00:09Z');
    const [old] = listOf(fake, 'v1', 'Event');
    Object.assign(old?.['involvedObject'] as object, { uid: 'old' });
    expect(await failures(fake, 'cluster')).toEqual([
      'other-load-balancers: address of Service default/mine: no address; planned an address of the pool lan',
    ]);
  });

  it('fail with an address outside the pools, and with one of a pool from another load balancer', async () => {
    const fake = pikube();
    stranger(fake, 'left', { ip: '10.0.0.60' });
    stranger(fake, 'vpn', { ip: '10.0.0.121', loadBalancerClass: 'example.net/vpn' });
    expect(await failures(fake, 'cluster')).toEqual([
      'other-load-balancers: address of Service default/left: 10.0.0.60; planned an address of the pool lan',
      'other-load-balancers: address of Service default/vpn: 10.0.0.121; planned another address: MetalLB may assign it',
    ]);
  });

  it('fail with an address that the profile fixes for another Service, which reports them too', async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'traefik').status = { loadBalancer: {} };
    stranger(fake, 'mine', { ip: '10.0.0.100' });
    expect(await failures(fake, 'cluster')).toEqual([
      'load-balancer-addresses: address of Service traefik/traefik: no address (Service default/mine has 10.0.0.100); planned 10.0.0.100',
      'other-load-balancers: address of Service default/mine: 10.0.0.100; planned another address: the profile fixes it for Service traefik/traefik',
    ]);
  });

  it('may share an address with the same key only', async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'traefik').metadata.annotations = {
      ...find(fake, 'v1', 'Service', 'traefik').metadata.annotations,
      'metallb.io/allow-shared-ip': 'web',
    };
    stranger(fake, 'one', { ip: '10.0.0.100', key: 'web' });
    stranger(fake, 'two', { ip: '10.0.0.120', key: 'x' });
    stranger(fake, 'three', { ip: '10.0.0.120', key: 'x' });
    expect(await failures(fake, 'cluster')).toEqual([]);
    find(fake, 'v1', 'Service', 'one').metadata.annotations = { 'metallb.io/allow-shared-ip': 'mail' };
    find(fake, 'v1', 'Service', 'two').metadata.annotations = {};
    expect(await failures(fake, 'cluster')).toEqual([
      'other-load-balancers: address of Service default/one: 10.0.0.100; planned another address: the profile fixes it for Service traefik/traefik',
      'other-load-balancers: address of Service default/two: 10.0.0.120; planned another address: Service default/three has it too',
      'other-load-balancers: address of Service default/three: 10.0.0.120; planned another address: Service default/two has it too',
    ]);
  });
});

describe('the causes of missing addresses', () => {
  /** Checks and subjects of the first causes. */
  async function listCauses(fake: FakeCluster): Promise<readonly string[]> {
    const groups = groupByCause(await findingsOf(fake, 'cluster'), CHECKS);
    return groups.map(({ causes: [cause] }) => `${cause?.check}: ${cause?.subject}`).sort();
  }

  function changePool(fake: FakeCluster): void {
    const pool = find(fake, 'metallb.io/v1beta1', 'IPAddressPool', 'lan');
    pool.spec = { ...pool.spec, autoAssign: false, addresses: ['10.0.0.100-10.0.0.140'] };
  }

  const POOL = 'objects-as-written: IPAddressPool metallb-system/lan';
  const RIVAL = 'other-load-balancers: address of Service default/rival';

  it('are a Service that requests an assigned address, beside a changed pool', async () => {
    const fake = pikube();
    changePool(fake);
    stranger(fake, 'rival', {});
    const message = 'can\'t change sharing key for "default/rival", address also in use by traefik/traefik';
    event(fake, 'rival', 'Warning', message, '2026-01-01T10:00:09Z');
    expect(await listCauses(fake)).toEqual([POOL, RIVAL]);
  });

  it('are a changed pool where MetalLB does not name another Service', async () => {
    const fake = pikube();
    changePool(fake);
    stranger(fake, 'rival', {});
    event(fake, 'rival', 'Warning', 'no available IPs', '2026-01-01T10:00:09Z');
    expect(await listCauses(fake)).toEqual([POOL]);
  });

  it('are the Service with the address of another one, beside a changed Service', async () => {
    const fake = pikube();
    const traefik = find(fake, 'v1', 'Service', 'traefik');
    traefik.status = { loadBalancer: {} };
    traefik.spec = { ...traefik.spec, ports: [] };
    stranger(fake, 'rival', { ip: '10.0.0.100' });
    expect(await listCauses(fake)).toEqual(['objects-as-written: Service traefik/traefik', RIVAL]);
  });

  it('are the Service with the address of another one alone', async () => {
    const fake = pikube();
    find(fake, 'v1', 'Service', 'traefik').status = { loadBalancer: {} };
    stranger(fake, 'rival', { ip: '10.0.0.100' });
    expect(await listCauses(fake)).toEqual([RIVAL]);
  });
});

describe('addresses that the profile does not fix', () => {
  const OPEN = 'test/verify/cluster/open-addresses.yaml';
  const LOOKED = 'load-balancer-addresses';

  function cluster(web: string | undefined, front: string): FakeCluster {
    const fake = pikube();
    const status = (ip?: string) => ({ loadBalancer: ip === undefined ? {} : { ingress: [{ ip }] } });
    const service = (name: string, ip?: string) => ({
      metadata: { name, namespace: 'samples' },
      ...{ spec: { type: 'LoadBalancer' }, status: status(ip) },
    });
    fake.lists.set('/api/v1/services', [service('web', web), service('front', front)]);
    return fake;
  }

  it("are compared with the Service's pool, and the nodes of its ServiceLB pool", async () => {
    expect(await message(cluster('10.0.0.130', '10.0.0.12'), LOOKED, OPEN)).toEqual([
      'passed: address of Service samples/web: 10.0.0.130, planned: an address of the pool media',
      'passed: address of Service samples/front: 10.0.0.12, planned: addresses of nodes',
    ]);
    expect(await message(cluster('10.0.0.110', '10.0.0.11'), LOOKED, OPEN)).toEqual([
      'failed: address of Service samples/web: 10.0.0.110, planned: an address of the pool media',
      'failed: address of Service samples/front: 10.0.0.11, planned: addresses of nodes',
    ]);
  });

  it("fail where ServiceLB's pods find no free port, with their message", async () => {
    const fake = cluster('10.0.0.130', '10.0.0.12');
    find(fake, 'v1', 'Service', 'front').status = { loadBalancer: {} };
    listOf(fake, 'v1', 'Pod').push({
      metadata: {
        ...{ name: 'svclb-front-1234-abcde', namespace: 'kube-system' },
        labels: {
          'svccontroller.k3s.cattle.io/svcname': 'front',
          'svccontroller.k3s.cattle.io/svcnamespace': 'samples',
        },
      },
      status: {
        conditions: [{ type: 'PodScheduled', status: 'False', message: "1 node(s) didn't have free ports" }],
      },
    });
    expect(await message(fake, LOOKED, OPEN)).toEqual([
      'passed: address of Service samples/web: 10.0.0.130, planned: an address of the pool media',
      "failed: address of Service samples/front: no address (1 node(s) didn't have free ports), planned: addresses of nodes",
    ]);
  });
});
