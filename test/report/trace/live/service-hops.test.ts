import { describe, expect, test } from 'vitest';
import type { NetworkPlan } from '../../../../src/plan';
import { compareHops } from '../../../../src/report/trace/live/compare-hops';
import { findChoices } from '../../../../src/report/trace/live/find-choices';
import { predictTrace } from '../../../../src/report/trace/predict-trace';
import { parseEndpoint } from '../../../../src/report/trace/trace-endpoint';
import { checkProfile } from '../../../../src/rules/check-profile';
import { planOf } from '../../../plan-of';
import { loadRecording, readRecording } from './recording';

/** The cluster that the connections of ServiceLB were recorded in; each Service had pods on the nodes one and two. */
const SERVICELB = planOf(`
k3sVersion: v1.36.3+k3s1
lan: { cidr: 10.30.0.0/24, gateway: 10.30.0.1 }
nodes:
  - { name: one, role: server, nodeIp: 10.30.0.11, flannelIface: eth0 }
  - { name: two, role: agent, nodeIp: 10.30.0.12, flannelIface: eth0 }
  - { name: three, role: agent, nodeIp: 10.30.0.13, flannelIface: eth0 }
traefik: { mode: standalone }
samples:
  - { name: whoami, ingress: { host: whoami.home.arpa } }
  - { name: echo, replicas: 2, spread: true, loadBalancer: { port: 8080 } }
  - { name: keep, replicas: 2, spread: true, loadBalancer: { port: 8081, externalTrafficPolicy: Local } }
`);

const BGP = checkProfile('profiles/rack-bgp.yaml').plan;

function compare(plan: NetworkPlan | undefined, name: string, from: string, to: string) {
  if (plan === undefined) throw new Error('the profile has errors');
  const [start, end] = [parseEndpoint(plan, from), parseEndpoint(plan, to)];
  const recording = loadRecording(name);
  const record = readRecording(recording);
  const nodes = new Map((recording.endpoints ?? []).map(({ address, node }) => [address, node]));
  const service = end.kind === 'service' ? end.service : undefined;
  return compareHops(predictTrace(plan, start, end, 4, findChoices(plan, record, service, nodes)), record);
}

test.each([
  ['servicelb-cluster', SERVICELB, 'client', '10.30.0.13:8080'],
  ['servicelb-local', SERVICELB, 'client', '10.30.0.12:8081'],
  ['servicelb-without-pod', SERVICELB, 'client', '10.30.0.13:8081'],
  ['servicelb-node-without-pod', SERVICELB, 'one', '10.30.0.13:8081'],
  ['pod-to-itself', SERVICELB, 'whoami@two', 'whoami'],
  ['bgp-local', BGP, 'client', '10.21.0.1'],
  ['bgp-cluster', BGP, 'client', '10.21.0.2'],
])('%s: every hop is seen', (name, plan, from, to) => {
  const { hops, agrees } = compare(plan, name, from, to);
  expect(hops.map(({ where, at, outcome }) => `${where} ${at}: ${outcome}`)).toEqual(
    hops.map(({ where, at }) => `${where} ${at}: seen`),
  );
  expect(agrees).toBe(true);
});

describe('ServiceLB with policy Local, on a node without a pod', () => {
  const { hops } = compare(SERVICELB, 'servicelb-without-pod', 'client', '10.30.0.13:8081');

  test('the pod of ServiceLB replaces the address of the client', () => {
    expect(hops.slice(3, 6).map(({ at }) => at)).toEqual(['host port', "ServiceLB's pod", 'kube-proxy']);
    expect(hops[3]?.seen).toMatch(/10\.30\.0\.241:\d+ to 10\.42\.2\.2:8081/);
    expect(hops[5]?.seen).toMatch(/10\.42\.2\.2:\d+ to 10\.42\.0\.9:8080/);
  });

  test('a prediction without the running cluster names what it assumes', () => {
    const [from, to] = [parseEndpoint(SERVICELB, 'client'), parseEndpoint(SERVICELB, '10.30.0.13:8081')];
    const { hops: predicted, assumption } = predictTrace(SERVICELB, from, to);
    expect(predicted[2]?.where).toBe('node three');
    expect(assumption).toContain('the client address is lost');
  });
});
