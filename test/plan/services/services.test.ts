import { describe, expect, test } from 'vitest';
import type { NetworkPlan } from '../../../src/plan';
import {
  findCommonPort,
  listLoadBalancerServices,
  listMetalLbServices,
  listSampleHosts,
  listSampleRoutes,
  findSharedAddresses,
} from '../../../src/plan';
import { planOf } from '../../plan-of';

const BASE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
`;
const POOL = '{ name: lan, addresses: [10.0.0.100-10.0.0.150], advertise: l2 }';

function listServed(plan: NetworkPlan) {
  return listLoadBalancerServices(plan).map(({ title, servedBy }) => [title, servedBy]);
}

describe('who gives a Service its address', () => {
  const samples = `
samples:
  - { name: plain, loadBalancer: { port: 81 } }
  - { name: pooled, loadBalancer: { port: 82, ipAddressPool: lan } }
  - { name: routed, ingress: { host: routed.home.arpa } }
`;

  test('ServiceLB by default', () => {
    expect(listServed(planOf(`${BASE}samples: [{ name: plain, loadBalancer: {} }]`))).toEqual([
      ['Traefik', 'servicelb'],
      ['sample "plain"', 'servicelb'],
    ]);
  });

  test('MetalLB where there is one', () => {
    const plan = planOf(`${BASE}metallb: { ipAddressPools: [${POOL}] }\n${samples}`);
    expect(listServed(plan)).toEqual([
      ['Traefik', 'metallb'],
      ['sample "plain"', 'metallb'],
      ['sample "pooled"', 'metallb'],
    ]);
  });

  test('with a class MetalLB serves those that ask it for something, ServiceLB the others', () => {
    const plan = planOf(`${BASE}metallb: { loadBalancerClass: a/b, ipAddressPools: [${POOL}] }\n${samples}`);
    expect(listServed(plan)).toEqual([
      ['Traefik', 'servicelb'],
      ['sample "plain"', 'servicelb'],
      ['sample "pooled"', 'metallb'],
    ]);
    expect(listMetalLbServices(plan).map(({ title }) => title)).toEqual(['sample "pooled"']);
  });

  test('a shared address is asked of MetalLB too', () => {
    const traefik = 'traefik: { allowSharedIp: web }\n';
    const plan = planOf(`${BASE}metallb: { loadBalancerClass: a/b, ipAddressPools: [${POOL}] }\n${traefik}`);
    expect(listServed(plan)).toEqual([['Traefik', 'metallb']]);
  });

  test('none, if both are off; no Service, if there is no Traefik', () => {
    expect(listServed(planOf(`${BASE}servicelb: { mode: none }`))).toEqual([['Traefik', 'none']]);
    expect(listServed(planOf(`${BASE}traefik: { mode: none }`))).toEqual([]);
  });
});

test('ports are those of the Service', () => {
  const entryPoints = '[{ name: dns, port: 5353, exposedPort: 53, protocol: UDP }]';
  const [traefik, sample] = listLoadBalancerServices(
    planOf(
      `${BASE}traefik: { entryPoints: ${entryPoints} }\nsamples: [{ name: a, loadBalancer: { port: 443 } }]`,
    ),
  );
  expect(traefik?.ports).toEqual([
    { port: 80, protocol: 'TCP' },
    { port: 443, protocol: 'TCP' },
    { port: 53, protocol: 'UDP' },
  ]);
  expect(traefik && sample && findCommonPort(sample, traefik)).toEqual({ port: 443, protocol: 'TCP' });
});

describe('families', () => {
  const dual = (traefik: string) =>
    listLoadBalancerServices(
      planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, fd00::/64] }
nodes: [{ name: one, role: server, nodeIp: [fd00::11, 10.0.0.11] }]
clusterCidr: [fd00:42::/56, 10.42.0.0/16]
serviceCidr: [fd00:43::/112, 10.43.0.0/16]
metallb: { ipAddressPools: [{ name: lan, addresses: [10.0.0.100-10.0.0.150, fd00::100-fd00::150], advertise: l2 }] }
traefik: ${traefik}
`),
    ).map(({ ipFamilies }) => ipFamilies);

  test('all of the cluster, primary first, unless fixed addresses say which', () => {
    expect(dual('{ replicas: 1 }')).toEqual([[6, 4]]);
    expect(dual('{ loadBalancerIPs: 10.0.0.100 }')).toEqual([[4]]);
    expect(dual('{ loadBalancerIPs: [10.0.0.100, fd00::100] }')).toEqual([[6, 4]]);
  });
});

test('fixed addresses that two Services ask for', () => {
  const plan = planOf(`${BASE}metallb: { ipAddressPools: [${POOL}] }
traefik: { loadBalancerIPs: 10.0.0.100, allowSharedIp: web }
samples:
  - { name: a, loadBalancer: { port: 81, loadBalancerIPs: 10.0.0.100, allowSharedIp: web } }
  - { name: b, loadBalancer: { port: 82, loadBalancerIPs: 10.0.0.100 } }
  - { name: c, loadBalancer: { port: 83, loadBalancerIPs: 10.0.0.101 } }
`);
  const shared = findSharedAddresses(listMetalLbServices(plan)).map(({ service, other, allowed }) => [
    service.title,
    other.title,
    allowed,
  ]);
  expect(shared).toEqual([
    ['sample "a"', 'Traefik', true],
    ['sample "b"', 'Traefik', false],
    ['sample "b"', 'sample "a"', false],
  ]);
});

describe('routes of samples', () => {
  const plan = planOf(`${BASE}traefik: { defaultCertificate: web-tls, providers: { kubernetesGateway: true } }
samples:
  - name: all
    ingress: { host: i.home.arpa, path: /api/, tlsSecret: i-tls }
    httpRoute: { host: h.home.arpa }
    ingressRoute: { match: "Host(\`a.home.arpa\`) || Host(\`b.home.arpa\`)", entryPoints: [web, websecure] }
  - { name: plain, ingress: { host: p.home.arpa } }
  - { name: rule, ingressRoute: { match: "Host(\`*.home.arpa\`)  && Path(\`/a b\`)", tls: false, entryPoints: [web] } }
`);

  test('hosts of every kind, wildcards left out', () => {
    expect(plan.samples.map((sample) => listSampleHosts(sample).map(({ host }) => host))).toEqual([
      ['i.home.arpa', 'h.home.arpa', 'a.home.arpa', 'b.home.arpa'],
      ['p.home.arpa'],
      [],
    ]);
  });

  test('what they take, and on which ports', () => {
    const routes = plan.samples.flatMap((sample) => listSampleRoutes(sample, plan.traefik));
    expect(routes.map(({ requests, entryPoints }) => [requests, ...entryPoints])).toEqual([
      ['i.home.arpa/api', 'websecure'],
      ['h.home.arpa', 'web', 'websecure'],
      ['a.home.arpa', 'websecure'],
      ['b.home.arpa', 'websecure'],
      ['p.home.arpa', 'web', 'websecure'],
      ['Host(`*.home.arpa`)&&Path(`/a b`)', 'web'],
    ]);
  });
});
