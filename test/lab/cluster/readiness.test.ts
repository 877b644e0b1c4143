import { expect, test } from 'vitest';
import { parseBgpSessions } from '../../../src/lab/cluster/bgp-sessions';
import type { ExpectedState, LabState } from '../../../src/lab/cluster/readiness';
import { findMissing, findUnstartable } from '../../../src/lab/cluster/readiness';

const EMPTY: LabState = {
  nodes: [],
  pods: [],
  services: [],
  deployments: [],
  daemonSets: [],
  jobs: [],
  addons: [],
  helmCharts: [],
  sessionStates: [],
  events: [],
  bgpSessions: new Map(),
};
const NOTHING: ExpectedState = {
  nodes: [],
  addons: {},
  loadBalancers: 0,
  bgpSessions: [],
  missingImages: [],
};

const lacks = (state: Partial<LabState>, expected: Partial<ExpectedState> = {}) =>
  findMissing({ ...EMPTY, ...state }, { ...NOTHING, ...expected });

const READY = { conditions: [{ type: 'Ready', status: 'True' }] };
const spec = { containers: [{ image: 'traefik/whoami:v1.11.0' }] };
const metadata = { name: 'web', namespace: 'samples' };

test('a cluster without expectations lacks nothing', () => {
  expect(lacks({})).toEqual([]);
});

test('nodes have to exist and be Ready', () => {
  const nodes = [
    { metadata: { name: 'one' }, spec: {}, status: READY },
    { metadata: { name: 'two' }, spec: {}, status: { conditions: [{ type: 'Ready', status: 'False' }] } },
  ];
  expect(lacks({ nodes }, { nodes: ['one'] })).toEqual([]);
  expect(lacks({ nodes }, { nodes: ['one', 'two', 'three'] })).toEqual(['2 nodes to be Ready (two, three)']);
  expect(lacks({}, { nodes: ['a', 'b', 'c', 'd', 'e'] })).toEqual([
    '5 nodes to be Ready (a, b, c, d, and 1 more)',
  ]);
});

test('Addons have to be applied in the expected version', () => {
  const addons = [
    { metadata: { name: 'netstack' }, spec: { checksum: 'old' } },
    { metadata: { name: 'ccm' } },
  ];
  expect(lacks({ addons }, { addons: { netstack: 'new' } })).toEqual([
    '2 Addons to be applied (ccm, netstack)',
  ]);
  const [addon] = lacks({ addons: addons.slice(0, 1) }, { addons: { netstack: 'old' } });
  expect(addon).toBeUndefined();
});

test('Helm charts are installed by a Job in their namespace', () => {
  const helmCharts = [
    { metadata: { name: 'traefik', namespace: 'kube-system' }, status: { jobName: 'install' } },
  ];
  const job = (namespace: string, succeeded: number) => [
    { metadata: { name: 'install', namespace }, status: { succeeded } },
  ];
  const lacking = ['1 Helm chart to be installed (traefik)'];
  expect(lacks({ helmCharts, jobs: job('kube-system', 1) })).toEqual([]);
  expect(lacks({ helmCharts, jobs: job('kube-system', 0) })).toEqual(lacking);
  expect(lacks({ helmCharts, jobs: job('other', 1) })).toEqual(lacking);
});

test('workloads need all pods, of the newest request', () => {
  const deployment = (readyReplicas: number, observedGeneration: number) => [
    {
      metadata: { ...metadata, generation: 2 },
      spec: { replicas: 2, template: { spec } },
      status: { readyReplicas, observedGeneration },
    },
  ];
  const lacking = ['1 workload to be complete (samples/web)'];
  expect(lacks({ deployments: deployment(2, 2) })).toEqual([]);
  expect(lacks({ deployments: deployment(1, 2) })).toEqual(lacking);
  expect(lacks({ deployments: deployment(2, 1) })).toEqual(lacking);
  const image = { missingImages: ['docker.io/traefik/whoami:v1.11.0'] };
  expect(lacks({ deployments: deployment(0, 2) }, image)).toEqual([]);
});

test('pods have to be Ready, except completed, deleted and superseded ones', () => {
  const pod = { metadata, spec, status: { phase: 'Pending' } };
  const failed = {
    metadata: { ...metadata, ownerReferences: [{ kind: 'Job', name: 'install' }] },
    ...{ spec, status: { phase: 'Failed' } },
  };
  const jobs = [{ metadata: { name: 'install', namespace: 'samples' }, status: { succeeded: 1 } }];
  const lacking = ['1 pod to be Ready (samples/web)'];
  expect(lacks({ pods: [pod] })).toEqual(lacking);
  expect(lacks({ pods: [failed] })).toEqual(lacking);
  expect(lacks({ pods: [failed], jobs })).toEqual([]);
  expect(lacks({ pods: [{ ...pod, status: { phase: 'Succeeded' } }] })).toEqual([]);
  expect(lacks({ pods: [{ ...pod, metadata: { ...metadata, deletionTimestamp: 'now' } }] })).toEqual([]);
});

test('LoadBalancer Services have to exist and have an address', () => {
  const service = (...ips: string[]) => ({
    ...{ metadata, spec: { type: 'LoadBalancer' } },
    status: { loadBalancer: { ingress: ips.map((ip) => ({ ip })) } },
  });
  const one = { loadBalancers: 1 };
  expect(lacks({ services: [service('10.0.0.100')] }, one)).toEqual([]);
  expect(lacks({ services: [service()] }, one)).toEqual([
    '1 LoadBalancer Service to get an address (samples/web)',
  ]);
  expect(lacks({}, { loadBalancers: 2 })).toEqual(['2 LoadBalancer Services to get an address']);
});

/** As birdc prints it. */
const PROTOCOLS = `BIRD 2.0.12 ready.
Name       Proto      Table      State  Since         Info
device1    Device     ---        up     15:44:09.254  
kernel4    Kernel     master4    up     15:44:09.254  
bfd1       BFD        ---        up     15:44:09.254  
tor-a_one  BGP        ---        up     15:44:12.101  Established   
tor-a_two-with-a-long-name BGP        ---        start  2026-11-22    Active        Socket: Connection refused
tor-b_one  BGP        ---        up     15:44:12.101  Established   Received: Administrative reset
`;

test('BGP sessions have to exist and be Established', () => {
  const bgpSessions = parseBgpSessions(PROTOCOLS);
  expect([...bgpSessions]).toEqual([
    ['tor-a_one', 'Established'],
    ['tor-a_two-with-a-long-name', 'Active        Socket: Connection refused'],
    ['tor-b_one', 'Established   Received: Administrative reset'],
  ]);
  expect(lacks({ bgpSessions }, { bgpSessions: ['tor-a_one', 'tor-b_one'] })).toEqual([]);
  const all = ['tor-a_one', 'tor-a_two-with-a-long-name', 'tor-c_one'];
  expect(lacks({ bgpSessions }, { bgpSessions: all })).toEqual([
    '2 BGP sessions to be Established (tor-a_two-with-a-long-name, tor-c_one)',
  ]);
});

test('frr-k8s has to report the BGP sessions', () => {
  const frr = {
    metadata: { name: 'frr-k8s-daemon', namespace: 'metallb-system' },
    ...{ spec: { template: { spec } }, status: { numberReady: 1, desiredNumberScheduled: 1 } },
  };
  const told = (bgpStatus: string, bfdStatus?: string) => ({
    metadata: { name: 'one' },
    status: { bgpStatus, ...(bfdStatus !== undefined && { bfdStatus }) },
  });
  const expected = { bgpSessions: ['tor-a_one', 'tor-b_one'] };
  const known = { bgpSessions: parseBgpSessions(PROTOCOLS), daemonSets: [frr] };
  const both = [told('Established', 'Up'), told('Established', 'N/A')];
  expect(lacks({ ...known, sessionStates: both }, expected)).toEqual([]);
  expect(lacks({ ...known, daemonSets: [] }, expected)).toEqual([]);
  expect(lacks(known, expected)).toEqual(['frr-k8s to report 2 BGP sessions']);
  const late = [told('Established', 'Down'), told('Established')];
  expect(lacks({ ...known, sessionStates: late }, expected)).toEqual(['frr-k8s to report 1 BGP session']);
});

test('BGP sessions are not expected if an image of MetalLB is missing', () => {
  const speaker = (namespace: string) => [
    { metadata: { name: 'speaker', namespace }, spec: { template: { spec } }, status: { numberReady: 0 } },
  ];
  const expected = { bgpSessions: ['tor_one'], missingImages: ['docker.io/traefik/whoami:v1.11.0'] };
  expect(lacks({ daemonSets: speaker('metallb-system') }, expected)).toEqual([]);
  expect(lacks({ daemonSets: speaker('samples') }, expected)).toEqual([
    '1 BGP session to be Established (tor_one)',
  ]);
});

test('workloads that cannot start are named with the images that no archive has', () => {
  const missingImages = ['docker.io/traefik/whoami:v1.11.0'];
  const deployments = [{ metadata, spec: { template: { spec } }, status: { readyReplicas: 0 } }];
  const owned = (kind: string) => ({
    metadata: { name: kind.toLowerCase(), namespace: 'samples', ownerReferences: [{ kind, name: 'web' }] },
    spec,
  });
  const single = { metadata: { name: 'single', namespace: 'samples' }, spec };
  const state = { ...EMPTY, deployments, pods: [owned('ReplicaSet'), owned('Job'), single] };
  expect(findUnstartable(state, { ...NOTHING, missingImages })).toEqual([
    'samples/web: no archive has docker.io/traefik/whoami:v1.11.0',
    'samples/job: no archive has docker.io/traefik/whoami:v1.11.0',
    'samples/single: no archive has docker.io/traefik/whoami:v1.11.0',
  ]);
  expect(findUnstartable(state, NOTHING)).toEqual([]);
});
