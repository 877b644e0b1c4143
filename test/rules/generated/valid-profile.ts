import fc from 'fast-check';
import type { GeneratedTraefik } from './valid-traefik';
import { affinity, daemonSetAffinity, scheduling, spread, traefikChoices, traefikOf } from './valid-traefik';

/** A profile as plain values, as far as the generators say anything. */
export interface GeneratedProfile {
  k3sVersion: string;
  lan: { cidr: string[]; gateway: string[]; mtu: number; reserved: { range: string; owner: string }[] };
  nodes: { name: string; role: 'server' | 'agent'; nodeIp: string[]; flannelIface: string }[];
  clusterCidr: string[];
  serviceCidr: string[];
  clusterDomain: string;
  flannel: Record<string, unknown>;
  networkPolicy: boolean;
  kubeProxy: { mode: string };
  coredns: {
    mode: string;
    forward: { zone: string; to: string[] }[];
    hosts: { name: string; addresses: string[] }[];
  };
  metallb?: {
    ipAddressPools: { name: string; addresses: string[]; advertise?: string; autoAssign?: boolean }[];
    [key: string]: unknown;
  };
  [key: string]: unknown;
  traefik: GeneratedTraefik;
  samples: { name: string; ingress?: { host: string }; loadBalancer?: Record<string, unknown> }[];
}

type Families = readonly (4 | 6)[];

/** Numbers of one cluster, from which its addresses follow. */
interface Draw {
  readonly families: Families;
  readonly lan: number;
  readonly servers: number;
  readonly agents: number;
  readonly pods: string;
  readonly services: string;
  readonly poolSize: number;
}

const K3S = ['v1.32.4+k3s1', 'v1.33.6+k3s1', 'v1.34.2+k3s1', 'v1.35.1+k3s1', 'v1.36.2+k3s1', 'v1.37.1+k3s1'];

const draw: fc.Arbitrary<Draw> = fc.record({
  families: fc.constantFrom<Families>([4], [4], [6], [4, 6], [6, 4]),
  lan: fc.integer({ min: 0, max: 250 }),
  servers: fc.constantFrom(1, 1, 3, 5),
  agents: fc.integer({ min: 0, max: 8 }),
  pods: fc.constantFrom('10.42.0.0/16', '10.200.0.0/16', '172.24.0.0/15'),
  services: fc.constantFrom('10.43.0.0/16', '10.201.0.0/20', '172.28.0.0/16'),
  poolSize: fc.integer({ min: 4, max: 60 }),
});

const choices = fc.record({
  k3sVersion: fc.constantFrom(...K3S),
  mtu: fc.constantFrom(1500, 9000, 1450),
  backend: fc.constantFrom('vxlan', 'host-gw', 'wireguard-native', 'none'),
  kubeProxy: fc.constantFrom('iptables', 'iptables', 'nftables'),
  coredns: fc.constantFrom('packaged', 'standalone'),
  traefik: fc.constantFrom('packaged', 'standalone', 'none'),
  metallb: fc.boolean(),
  fixed: fc.boolean(),
  zones: fc.uniqueArray(fc.constantFrom('home.arpa', 'corp.example.com', 'lab.test'), { maxLength: 3 }),
  samples: fc.integer({ min: 0, max: 3 }),
  clusterDomain: fc.constantFrom('cluster.local', 'k8s.corp.example.com'),
  ofTraefik: traefikChoices,
  scheduling: fc.option(scheduling),
  affinity: fc.option(affinity),
  speaker: fc.option(daemonSetAffinity),
  spread: fc.option(spread),
  // A network that BGP announces is none of the LAN's, and the native backend speaks IPv4 only.
  bgp: fc.boolean(),
  selected: fc.boolean(),
  images: fc.constantFrom(
    {},
    { imageRegistry: 'registry.home.arpa:5000', imagePullSecrets: ['registry'] },
    { images: { controller: 'registry.home.arpa/metallb/controller:v0.16.1' } },
  ),
  maxPods: fc.option(fc.constantFrom(60, 110, 200)),
  extra: fc.subarray(['write-kubeconfig-mode', 'kubelet-arg', 'disable', 'etcd-snapshot-retention']),
});

/** Values of further keys of k3s. */
const EXTRA: Readonly<Record<string, unknown>> = {
  'write-kubeconfig-mode': '0644',
  'kubelet-arg': ['serialize-image-pulls=false'],
  disable: ['metrics-server'],
  'etcd-snapshot-retention': 10,
};

type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;

/** MetalLB with one pool in the LAN, announced by ARP or NDP, and one that BGP announces. */
function metallbOf(numbers: Draw, choice: Choices): NonNullable<GeneratedProfile['metallb']> {
  const lan = numbers.families.map(
    (family) => `${lanAddress(numbers, family, 100)}-${lanAddress(numbers, family, 100 + numbers.poolSize)}`,
  );
  const isBgp = choice.bgp && numbers.families.includes(4);
  return {
    ...(isBgp && { bgpBackend: 'frr-k8s' }),
    ipAddressPools: [
      { name: 'lan', addresses: lan, ...(!choice.selected && { advertise: 'l2' }) },
      ...(isBgp ? [{ name: 'rack', addresses: ['172.20.0.0/24'], autoAssign: false }] : []),
    ],
    ...(choice.selected && {
      l2Advertisements: [
        { name: 'all', ipAddressPools: ['lan'] },
        { name: 'some', ipAddressPools: ['lan'], serviceSelectors: [{ matchLabels: { tier: 'edge' } }] },
      ],
    }),
    ...(isBgp && {
      bgpAdvertisements: [{ name: 'rack', ipAddressPools: ['rack'] }],
      bgpPeers: [
        {
          ...{ name: 'tor', myASN: 64512, peerASN: 64600, localASN: 64700 },
          peerAddress: lanAddress(numbers, 4, 2),
        },
      ],
    }),
    controller: { ...choice.scheduling, ...(choice.affinity && { affinity: choice.affinity }) },
    speaker: { ...choice.scheduling, ...(choice.speaker && { affinity: choice.speaker }) },
  };
}

/** Where the pods of a Deployment run. */
function placementOf({ scheduling, affinity, spread }: Choices) {
  return {
    ...scheduling,
    ...(affinity && { affinity }),
    ...(spread && { topologySpreadConstraints: spread }),
  };
}

/** Address number `host` of the LAN, of one family. */
function lanAddress({ lan }: Draw, family: 4 | 6, host: number): string {
  return family === 4 ? `192.168.${lan}.${host}` : `fd99:${(lan + 1).toString(16)}::${host.toString(16)}`;
}

function lanCidr({ lan }: Draw, family: 4 | 6): string {
  return family === 4 ? `192.168.${lan}.0/24` : `fd99:${(lan + 1).toString(16)}::/64`;
}

/** A network that works, drawn from everything that a profile can say. */
export const validProfile: fc.Arbitrary<GeneratedProfile> = fc
  .tuple(draw, choices)
  .map(([numbers, choice]) => {
    const each = (host: number) => numbers.families.map((family) => lanAddress(numbers, family, host));
    const ofFamily = (ipv4: string, ipv6: string) =>
      numbers.families.map((family) => (family === 4 ? ipv4 : ipv6));
    const withMetalLb = choice.metallb;
    return {
      k3sVersion: choice.k3sVersion,
      lan: {
        cidr: numbers.families.map((family) => lanCidr(numbers, family)),
        gateway: each(1),
        mtu: choice.mtu,
        reserved: numbers.families.map((family) => ({
          range: `${lanAddress(numbers, family, 200)}-${lanAddress(numbers, family, 220)}`,
          owner: 'DHCP',
        })),
      },
      nodes: Array.from({ length: numbers.servers + numbers.agents }, (_, index) => ({
        name: `node-${index}`,
        role: index < numbers.servers ? ('server' as const) : ('agent' as const),
        nodeIp: each(10 + index),
        flannelIface: 'eth0',
      })),
      clusterCidr: ofFamily(numbers.pods, 'fd42::/56'),
      serviceCidr: ofFamily(numbers.services, 'fd43::/112'),
      clusterDomain: choice.clusterDomain,
      flannel: {
        backend: choice.backend,
        ...(numbers.families.includes(6) && choice.backend !== 'none' && { ipv6Masq: true }),
      },
      networkPolicy: choice.backend !== 'none',
      kubeProxy: { mode: choice.k3sVersion < 'v1.34' ? 'iptables' : choice.kubeProxy },
      coredns: {
        mode: choice.coredns,
        ...(choice.coredns === 'standalone' && placementOf(choice)),
        forward: choice.zones.map((zone) => ({ zone: `dns.${zone}`, to: each(1).slice(0, 1) })),
        hosts: choice.zones.map((zone) => ({ name: `nas.${zone}`, addresses: each(5) })),
      },
      ...(withMetalLb && { metallb: metallbOf(numbers, choice) }),
      traefik: traefikOf(
        {
          mode: choice.traefik,
          ...(withMetalLb && choice.fixed && { loadBalancerIPs: each(100) }),
          proxy: numbers.families.map(
            (family) => `${lanAddress(numbers, family, 6)}/${family === 4 ? 32 : 128}`,
          )[0] as string,
        },
        choice.ofTraefik,
      ),
      ...choice.images,
      ...(choice.maxPods !== null && { kubelet: { maxPods: choice.maxPods } }),
      k3s: { extra: Object.fromEntries(choice.extra.map((key) => [key, EXTRA[key]])) },
      samples: Array.from({ length: choice.samples }, (_, index) => ({
        name: `sample-${index}`,
        ...(choice.traefik !== 'none' && { ingress: { host: `sample-${index}.home.arpa` } }),
        ...(withMetalLb && { loadBalancer: { port: 8080 + index } }),
        ...placementOf(choice),
      })),
    };
  });
