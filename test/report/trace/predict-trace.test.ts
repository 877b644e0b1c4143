import { describe, expect, test } from 'vitest';
import { formatTrace } from '../../../src/report/trace/format-trace';
import type { RunningChoices } from '../../../src/report/trace/predict-service';
import { predictTrace } from '../../../src/report/trace/predict-trace';
import { parseEndpoint } from '../../../src/report/trace/trace-endpoint';
import { checkProfile } from '../../../src/rules/check-profile';
import { CHECKS } from '../../../src/verify';
import { call } from '../../cli/call';

const CLUSTERS = ['pikube', 'dual-stack', 'rack-bgp', 'single-node', 'own-cni', 'example'];

function planNamed(cluster: string) {
  const { plan } = checkProfile(`profiles/${cluster}.yaml`);
  if (plan === undefined) throw new Error(`${cluster} has errors`);
  return plan;
}

function traceOf(cluster: string, from: string, to: string) {
  const plan = planNamed(cluster);
  return predictTrace(plan, parseEndpoint(plan, from), parseEndpoint(plan, to));
}

const places = (cluster: string, from: string, to: string) =>
  traceOf(cluster, from, to).hops.map(({ where, at }) => `${where} ${at}`);

test('pods of two nodes reach each other through the tunnel', () => {
  expect(places('pikube', 'pod@pi1', 'pod@pi2')).toEqual([
    'pod on pi1 eth0',
    'node pi1 cni0',
    'node pi1 routing',
    'node pi1 flannel.1',
    'node pi1 eth0',
    'LAN wire',
    'node pi2 eth0',
    'node pi2 flannel.1',
    'node pi2 routing',
    'node pi2 cni0',
    'pod on pi2 eth0',
  ]);
});

test('another CNI than flannel has no cni0, and routes between the nodes in its own way', () => {
  expect(places('own-cni', 'pod@cp-1', 'pod@worker-1')).toEqual([
    'pod on cp-1 eth0',
    'node cp-1 routing',
    'node cp-1 default route interface',
    'LAN wire',
    'node worker-1 default route interface',
    'node worker-1 routing',
    'pod on worker-1 eth0',
  ]);
});

test('pods of one node reach each other over the bridge alone', () => {
  expect(places('pikube', 'pod@pi1', 'pod@pi1')).toEqual([
    'pod on pi1 eth0',
    'node pi1 cni0',
    'pod on pi1 eth0',
  ]);
});

test('a pod reaches itself through its Service over the bridge, with the address of the node', () => {
  expect(places('pikube', 'whoami@pi2', 'whoami')).toEqual([
    'pod on pi2 eth0',
    'node pi2 cni0',
    'node pi2 kube-proxy',
    'node pi2 cni0',
    'pod on pi2 eth0',
  ]);
  const translated = traceOf('pikube', 'whoami@pi2', 'whoami').hops[2];
  expect(translated).toMatchObject({ step: 'translate', source: 'own' });
  expect(translated?.nat).toContain('since the pod reaches itself');
});

test('a pod of a Service with several pods may reach another one: only the running cluster decides', () => {
  const plan = planNamed('pikube');
  const [from, to] = [parseEndpoint(plan, 'traefik@pi2'), parseEndpoint(plan, 'traefik')];
  const endpoint = plan.nodes.find(({ name }) => name === 'pi2');
  const last = (choices?: RunningChoices) => predictTrace(plan, from, to, 4, choices).hops.at(-1)?.where;
  expect(last()).not.toBe('pod on pi2');
  expect(last({ ...(endpoint && { endpoint }), isSelf: true })).toBe('pod on pi2');
});

test('a Service that has a cluster IP only is an end, and a LAN client does not reach it', () => {
  expect(traceOf('pikube', 'pod@pi1', 'whoami').dropped).toBeUndefined();
  expect(traceOf('pikube', 'client', 'whoami').dropped).toContain('Cluster IPs exist only on nodes');
});

test('an address of a node with a port of ServiceLB is its Service, and without it the node', () => {
  const plan = planNamed('single-node');
  expect(parseEndpoint(plan, '192.168.1.10:80')).toMatchObject({ kind: 'service', via: 'load-balancer' });
  expect(parseEndpoint(plan, '192.168.1.10:10250')).toMatchObject({ kind: 'node' });
  expect(parseEndpoint(plan, '192.168.1.10')).toMatchObject({ kind: 'node' });
});

test('a LoadBalancer address may have a port of its Service', () => {
  const plan = planNamed('pikube');
  expect(parseEndpoint(plan, '10.0.0.101:8080')).toMatchObject({ service: { name: 'echo' } });
});

test('--help has the exit statuses', async () => {
  const { stdout } = await call('trace', '--help');
  expect(stdout).toContain('Exit status:');
  expect(stdout).toContain('130  --live was interrupted');
});

test('host-gw has no tunnel', () => {
  expect(places('rack-bgp', 'pod@rack-1', 'pod@rack-2').filter((place) => place.includes('flannel'))).toEqual(
    [],
  );
});

test('a packet from a pod to a node is masqueraded', () => {
  const nat = traceOf('pikube', 'pod@pi1', 'pi2').hops.flatMap(({ nat: one }) => one ?? []);
  expect(nat).toEqual(["source: the pod's address to 10.0.0.11"]);
});

test('kube-proxy translates a LoadBalancer address on the node of the sender: the LAN sees the pod packet', () => {
  const { hops } = traceOf('pikube', 'pod@pi1', '10.0.0.100');
  expect(hops[2]).toMatchObject({ where: 'node pi1', at: 'kube-proxy' });
});

test.each([
  ['Cluster', 'pikube', 'destination: 10.0.0.100 to a pod of Traefik; source: the client to the node'],
  ['Local', 'rack-bgp', 'destination: 10.21.0.1 to a pod of Traefik'],
])('policy %s decides whether the client address is translated', (_, cluster, nat) => {
  expect(traceOf(cluster, 'client', 'traefik').dropped).toContain('Cluster IPs');
  const plan = planNamed(cluster);
  const address = plan.traefik.loadBalancerIPs[0]?.toString() ?? '';
  expect(traceOf(cluster, 'client', address).hops.flatMap(({ nat: one }) => one ?? [])).toEqual([nat]);
});

test('a LAN client has no route to a pod', () => {
  const trace = traceOf('pikube', 'client', 'pod@pi1');
  expect(formatTrace(trace)).toContain('dropped: The LAN has no route to the pod network');
});

describe('for every shipped cluster', () => {
  const ids: readonly string[] = CHECKS.map(({ id }) => id);
  test.each(CLUSTERS)('%s: every pair of ends has hops, and each guard is a check of verify', (cluster) => {
    const plan = planNamed(cluster);
    const names = plan.nodes.map(({ name }) => name);
    const from = ['client', ...names, ...names.map((name) => `pod@${name}`)];
    const to = [...from, ...plan.traefik.loadBalancerIPs.map(String)];
    for (const [start, end] of from.flatMap((one) => to.map((other) => [one, other] as const))) {
      const { hops } = traceOf(cluster, start, end);
      expect(hops.length).toBeGreaterThan(0);
      for (const { check } of hops) if (check !== undefined) expect(ids).toContain(check);
    }
  });
});

test('an unknown end is reported with the nearest one', async () => {
  const { status, stderr } = await call('trace', 'pikube', 'client', 'whomi.home.arpa');
  expect(status).toBe(2);
  expect(stderr).toContain('Did you mean "whoami.home.arpa"?');
});

test('an address of the pod network is not assigned before the cluster runs', async () => {
  const { stderr } = await call('trace', 'pikube', 'client', '10.42.0.9');
  expect(stderr).toContain('"10.42.0.9" is in 10.42.0.0/16');
});
