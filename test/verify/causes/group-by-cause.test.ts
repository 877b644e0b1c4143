import { describe, expect, test } from 'vitest';
import { formatProof } from '../../../src/verify/causes/format-proof';
import { groupByCause, resolveDependencies } from '../../../src/verify/causes/group-by-cause';
import type { Check, FailedFinding } from '../../../src/verify';
import { ALL_CHECKS, CHECKS } from '../../../src/verify';
import type { RecordedNode } from '../recorded';
import { findingsOf, copyRecording } from '../recorded';

function createFailed(check: string, target: string, more: Partial<FailedFinding> = {}): FailedFinding {
  const texts = { subject: 'this', found: 'that', planned: 'other', next: 'repair it' };
  return { ...texts, outcome: 'failed', check, target, title: check, why: 'Because.', ...more };
}

/** `lan-address@node pi3 < lan-ping@node pi1`: causes before effects. */
function groupsOf(...findings: readonly FailedFinding[]): readonly string[] {
  const text = (list: readonly FailedFinding[]) =>
    list.map(({ check, target }) => `${check}@${target}`).join(', ');
  return groupByCause(findings, CHECKS).map(({ causes, effects }) =>
    effects.length === 0 ? text(causes) : `${text(causes)} < ${text(effects)}`,
  );
}

describe('the dependencies of the checks', () => {
  test('refer to checks, and not to each other', () => {
    const ids = ALL_CHECKS.map(({ id }) => id);
    const unknown = ALL_CHECKS.flatMap(({ id, dependsOn = [] }) =>
      dependsOn.filter((one) => !ids.includes(one)).map((one) => `${id}: ${one}`),
    );
    expect(unknown).toEqual([]);
    expect(resolveDependencies(CHECKS).get('sample-answers')).toContain('lan-address');
  });

  test('are refused where they form a cycle', () => {
    const check = (id: string, dependsOn: string[]): Check => ({
      ...{ id, dependsOn, scope: 'cluster', title: id, why: id },
      async *observe() {},
    });
    expect(() => resolveDependencies([check('a', ['b']), check('b', ['a'])])).toThrow(
      'checks depend on each other: a, b, a',
    );
  });
});

describe('findings are grouped', () => {
  test('under the cause on the same node', () => {
    expect(
      groupsOf(createFailed('flannel-device', 'node pi2'), createFailed('flannel-routes', 'node pi2')),
    ).toEqual(['flannel-device@node pi2 < flannel-routes@node pi2']);
  });

  test('under the cause on the other end of a path, and not under one elsewhere', () => {
    const cause = createFailed('lan-address', 'node pi3');
    const toIt = createFailed('lan-ping', 'node pi1', { nodes: ['pi3'] });
    const fromIt = createFailed('lan-ping', 'node pi3', { nodes: ['pi1'] });
    const elsewhere = createFailed('lan-ping', 'node pi1', { nodes: ['pi2'] });
    expect(groupsOf(cause, toIt, fromIt, elsewhere)).toEqual([
      'lan-address@node pi3 < lan-ping@node pi1, lan-ping@node pi3',
      'lan-ping@node pi1',
    ]);
  });

  test('under the first cause, over the checks in between', () => {
    const first = createFailed('lan-address', 'node pi3');
    const second = createFailed('flannel-device', 'node pi3');
    const third = createFailed('overlay-ping', 'node pi1', { nodes: ['pi3'] });
    expect(groupsOf(first, second, third)).toEqual([
      'lan-address@node pi3 < flannel-device@node pi3, overlay-ping@node pi1',
    ]);
  });

  test('by component: one Deployment does not explain another', () => {
    const traefik = createFailed('workloads-ready', 'cluster', { components: ['traefik'] });
    const echo = createFailed('workloads-ready', 'cluster', { components: ['echo'] });
    const answer = createFailed('sample-answers', 'LAN', { components: ['echo', '10.0.0.101'] });
    expect(groupsOf(traefik, echo, answer)).toEqual([
      'workloads-ready@cluster < sample-answers@LAN',
      'workloads-ready@cluster',
    ]);
  });

  test('under a second owner of the address of a node', () => {
    const cause = createFailed('host-owners', 'LAN', { nodes: ['pi4'] });
    const forward = createFailed('coredns-forwards', 'cluster');
    const ping = createFailed('lan-ping', 'node pi1', { nodes: ['pi4'] });
    expect(groupsOf(forward, ping, cause)).toEqual([
      'host-owners@LAN < coredns-forwards@cluster, lan-ping@node pi1',
    ]);
  });

  test('under the Service that has the address of another one, and not under a Service that waits', () => {
    const rival = { components: ['metallb', 'rival', '10.0.0.100'] };
    const holder = createFailed('other-load-balancers', 'cluster', rival);
    const components = ['metallb', 'traefik', '10.0.0.100'];
    const address = createFailed('load-balancer-addresses', 'cluster', { components });
    const served = { components: ['ingress-whoami', 'whoami', '10.0.0.100'] };
    const certificate = createFailed('sample-certificates', 'LAN', served);
    expect(groupsOf(holder, address, certificate)).toEqual([
      'other-load-balancers@cluster < load-balancer-addresses@cluster, sample-certificates@LAN',
    ]);
    const waiting = { ...address, dependsOn: ['workloads-ready'] };
    expect(groupsOf(holder, waiting)).toEqual([
      'other-load-balancers@cluster',
      'load-balancer-addresses@cluster',
    ]);
  });

  test('by the node that paths without another cause share', () => {
    const ping = (from: string, to: string) => createFailed('overlay-ping', `node ${from}`, { nodes: [to] });
    expect(groupsOf(ping('pi1', 'pi3'), ping('pi2', 'pi3'), ping('pi3', 'pi1'))).toEqual([
      'overlay-ping@node pi1, overlay-ping@node pi2, overlay-ping@node pi3',
    ]);
  });

  test('with the cause of most findings first', () => {
    const alone = createFailed('k3s-version', 'node pi1');
    const cause = createFailed('lan-address', 'node pi3');
    const effect = createFailed('lan-ping', 'node pi1', { nodes: ['pi3'] });
    expect(groupsOf(alone, cause, effect)[0]).toBe('lan-address@node pi3 < lan-ping@node pi1');
  });
});

/** A fault of a recorded node, and its cause. */
const FAULTS: Readonly<Record<string, readonly [(node: RecordedNode) => void, string]>> = {
  'a LAN interface with a smaller MTU': [
    (node) => {
      for (const link of node.address) if (link.ifname === 'eth0') link.mtu = 1400;
      node.reach = () => 1400;
    },
    'lan-address@node duo2',
  ],
  'a firewall that drops the tunnel': [
    (node) => {
      node.iptables.splice(node.iptables.lastIndexOf('COMMIT'), 0, '-A INPUT -p udp --dport 8472 -j DROP');
      node.reach = (to) => (to.startsWith('10.52.') ? 0 : 65535);
    },
    'firewall-drops@node duo2',
  ],
};

test.each(Object.entries(FAULTS))('%s is the cause of all that follows', async (_title, [plant, cause]) => {
  const recording = copyRecording();
  const node = recording.nodes['duo2'];
  if (node) plant(node);
  const checks = CHECKS.filter(({ scope }) => scope === 'node');
  const [group, ...others] = groupByCause(await findingsOf(recording, checks), CHECKS);
  expect(group?.causes.map(({ check, target }) => `${check}@${target}`)[0]).toBe(cause);
  expect(group?.effects.length).toBeGreaterThan(0);
  expect(others).toEqual([]);
});

test('a VPN with the default route is a cause of its own beside a wrong route to pods', async () => {
  const recording = copyRecording();
  const node = recording.nodes['duo2'];
  // Packets of the node itself need no forwarding.
  const forwarding = createFailed('ip-forwarding', 'node duo2');
  for (const route of node?.route4 ?? [])
    if (route.dev === 'flannel.1') Object.assign(route, { dev: 'eth0' });
  node?.route4.push({ dst: '0.0.0.0/1', dev: 'wg0' }, { dst: '128.0.0.0/1', dev: 'wg0' });
  const checks = CHECKS.filter(({ id }) => ['flannel-routes', 'route-lookup'].includes(id));
  const findings = await findingsOf(recording, checks);
  const groups = groupByCause([forwarding, ...findings], CHECKS);
  expect(groups.map(({ causes: [cause] }) => `${cause?.check}: ${cause?.found}`)).toEqual([
    'ip-forwarding: that',
    'flannel-routes: 10.52.0.0/24 via 10.52.0.0 dev eth0',
    'route-lookup: dev wg0',
  ]);
});

test.each([
  [{ subject: 'flannel.1 (ip -j -d address)' }, 'on pi2: ip -j -d address'],
  [{ subject: '/proc/sys/net/ipv4/ip_forward' }, 'on pi2: cat /proc/sys/net/ipv4/ip_forward'],
  [
    { subject: 'clusterIPs of Service kube-system/kube-dns', target: 'cluster' },
    'kubectl -n kube-system get service kube-dns -o yaml',
  ],
  [{ subject: 'owners of 10.0.0.100 (arping on client)', target: 'LAN' }, 'on client: arping'],
  [{ subject: 'labels of Node pi2' }, 'kubectl get node pi2 -o yaml'],
  [
    { subject: 'Corefile of ConfigMap kube-system/coredns', target: 'cluster' },
    'kubectl -n kube-system get configmap coredns -o yaml',
  ],
  [{ subject: 'ServiceCIDRs', target: 'cluster' }, undefined],
  [{ subject: 'anything', proof: 'on pi1: true' }, 'on pi1: true'],
])('the command that proves a finding: %j', (more, proof) => {
  expect(formatProof(createFailed('lan-ping', 'node pi2', more))).toBe(proof);
});
