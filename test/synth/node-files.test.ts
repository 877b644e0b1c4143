import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nodeConfig } from '../../src/k3s';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import type { NetworkPlan } from '../../src/plan';
import { MINIMAL, planOf } from '../plan-of';

/** What is written for the nodes, by file name. */
function nodeFiles(plan: NetworkPlan): Map<string, string> {
  const { files } = renderCluster(plan, new ChartCache());
  const nodes = [...files].filter(([name]) => name.startsWith('k3s/'));
  return new Map(nodes.map(([name, content]) => [name.slice('k3s/'.length), content]));
}

test('each node has a file, and there are no others where k3s has a flag for everything', () => {
  expect([...nodeFiles(planOf(MINIMAL)).keys()]).toEqual(['one.yml']);
});

test('a reader of YAML 1.1 reads the same values', () => {
  const plan = planOf(MINIMAL.replace('name: one', "name: 'on'"));
  const text = nodeFiles(plan).get('on.yml') ?? '';
  const [node] = plan.nodes;
  expect(node).toBeDefined();
  expect(parse(text, { version: '1.1' })).toEqual(node && nodeConfig(plan, node));
  expect(text).toContain('node-name: "on"');
});

test("a backend's own options go into a complete net-conf, which every node is told of", () => {
  const files = nodeFiles(
    planOf(`${MINIMAL}flannel: { vni: 7, port: 4789, directRouting: true, mtu: 1400 }\n`),
  );
  expect(JSON.parse(files.get('netstack-flannel.json') ?? '')).toEqual({
    Network: '10.42.0.0/16',
    EnableIPv6: false,
    EnableIPv4: true,
    IPv6Network: '::/0',
    Backend: { Type: 'vxlan', VNI: 7, Port: 4789, DirectRouting: true, MTU: 1400 },
  });
  expect(parse(files.get('one.yml') ?? '')).toMatchObject({
    'flannel-conf': '/etc/rancher/k3s/netstack-flannel.json',
    'flannel-backend': 'vxlan',
  });
});

test("WireGuard's net-conf has k3s's own keepalive unless the profile says otherwise", () => {
  const files = nodeFiles(
    planOf(
      `${MINIMAL}clusterCidr: [10.42.0.0/16, 'fd00:42::/56']\nflannel: { backend: wireguard-native, listenPort: 51900 }\n`,
    ),
  );
  expect(JSON.parse(files.get('netstack-flannel.json') ?? '')).toEqual({
    Network: '10.42.0.0/16',
    EnableIPv6: true,
    EnableIPv4: true,
    IPv6Network: 'fd00:42::/56',
    Backend: { Type: 'wireguard', ListenPort: 51900, ListenPortV6: 51821, PersistentKeepaliveInterval: 25 },
  });
});
