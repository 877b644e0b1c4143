import fc from 'fast-check';
import type { Parts } from './parts-profile';
import { validParts } from './parts-profile';

/** One known way to break the parts of a cluster, and the rule that names it. */
interface Break {
  readonly rule: string;
  /** Whether there is something to break. */
  readonly applies?: (parts: Parts) => boolean;
  readonly apply: (parts: Parts) => void;
}

const first = <T>(list: readonly T[]): T => list[0] as T;
const isNative = ({ metallb }: Parts) => metallb.bgpBackend === 'native';
const hasFrr = (parts: Parts) => !isNative(parts);
const peer = ({ metallb }: Parts) => first(metallb.bgpPeers);
const pool = ({ metallb }: Parts) => first(metallb.ipAddressPools);
const advertisement = ({ metallb }: Parts) => first(metallb.bgpAdvertisements);
const direct = ({ samples }: Parts) =>
  first(samples.slice(-2)) as unknown as { loadBalancer: Record<string, unknown> };
const rule = ({ samples }: Parts) =>
  samples[2] as unknown as { ingressRoute: { match: string; entryPoints: string[] } };

export const BREAKS: readonly Break[] = [
  { rule: 'metallb-name-duplicate', apply: (p) => p.metallb.bgpPeers.push({ ...peer(p) }) },
  { rule: 'metallb-pool-overlap', apply: (p) => pool(p).addresses.push(first(pool(p).addresses)) },
  { rule: 'metallb-pool-contains-node', apply: (p) => pool(p).addresses.push('10.0.0.10-10.0.0.13') },
  { rule: 'metallb-pool-outside-lan', apply: (p) => pool(p).addresses.push('10.0.1.0/30') },
  {
    rule: 'metallb-pool-unannounced',
    apply: (p) => p.metallb.ipAddressPools.push({ name: 'more', addresses: ['10.0.0.240/32'] }),
  },
  { rule: 'metallb-advertisement-unknown-pool', apply: (p) => advertisement(p).ipAddressPools.push('rakc') },
  { rule: 'metallb-advertisement-unknown-peer', apply: (p) => advertisement(p).peers.push('peer-9') },
  { rule: 'metallb-bgp-without-peers', apply: (p) => (p.metallb.bgpPeers = []) },
  { rule: 'metallb-peer-is-node', apply: (p) => (peer(p).peerAddress = '10.0.0.12') },
  { rule: 'metallb-peer-in-cluster', apply: (p) => (peer(p).peerAddress = '172.20.0.1') },
  { rule: 'metallb-peer-hold-time-too-short', apply: (p) => (peer(p).holdTimeSeconds = 1) },
  { rule: 'metallb-peer-asn-twice', apply: (p) => (peer(p).dynamicASN = 'external') },
  { rule: 'metallb-native-peer-option', applies: isNative, apply: (p) => (peer(p).vrf = 'red') },
  {
    rule: 'metallb-frr-asn-differs',
    applies: (p) => hasFrr(p) && p.metallb.bgpPeers.length > 1,
    apply: (p) => (peer(p).myASN = 64999),
  },
  { rule: 'metallb-unknown-community', apply: (p) => advertisement(p).communities.push('no-export') },
  { rule: 'metallb-aggregation-too-wide', apply: (p) => (advertisement(p).aggregationLength = 16) },
  { rule: 'metallb-service-unknown-pool', apply: (p) => (direct(p).loadBalancer.ipAddressPool = 'wan') },
  { rule: 'metallb-fixed-address-in-no-pool', apply: (p) => (p.traefik.loadBalancerIPs = ['172.20.1.10']) },
  {
    rule: 'metallb-address-asked-twice',
    apply: (p) => (direct(p).loadBalancer = { port: 9000, loadBalancerIPs: '172.20.0.10' }),
  },
  { rule: 'metallb-service-without-pool', apply: (p) => (pool(p).autoAssign = false) },
  { rule: 'metallb-pool-exhausted', apply: (p) => (pool(p).addresses = ['10.0.0.60/32']) },
  { rule: 'coredns-forward-to-itself', apply: (p) => (p.coredns.upstream = { to: '10.43.0.10' }) },
  {
    rule: 'coredns-forward-to-loopback',
    apply: (p) => p.coredns.forward.push({ zone: 'x.arpa', to: ['127.0.0.1'] }),
  },
  {
    rule: 'coredns-zone-hides-cluster-domain',
    apply: (p) => p.coredns.forward.push({ zone: 'local', to: ['10.0.0.1'] }),
  },
  {
    rule: 'coredns-zone-twice',
    applies: ({ coredns }) => coredns.forward.length > 0,
    apply: (p) => p.coredns.forward.push({ ...first(p.coredns.forward) }),
  },
  {
    rule: 'coredns-servers-unreachable',
    apply: (p) => p.coredns.forward.push({ zone: 'x.arpa', to: ['fd00::1'] }),
  },
  {
    rule: 'coredns-rewrite-regex',
    apply: (p) => p.coredns.rewrite.push({ match: 'regex', from: '(a', to: 'b' }),
  },
  {
    rule: 'coredns-snippet-invalid',
    apply: (p) => p.coredns.snippets.push({ name: 'x.override', text: 'lgo' }),
  },
  {
    rule: 'traefik-entrypoint-port-taken',
    apply: (p) => p.traefik.entryPoints.push({ name: 'x', port: 8080, protocol: 'TCP' }),
  },
  {
    rule: 'traefik-exposed-port-taken',
    apply: (p) => p.traefik.entryPoints.push({ name: 'x', port: 443, protocol: 'TCP' }),
  },
  {
    rule: 'traefik-entrypoint-name-taken',
    apply: (p) => p.traefik.entryPoints.push({ name: 'web', port: 7000, protocol: 'TCP' }),
  },
  {
    rule: 'traefik-crd-provider-needed',
    apply: (p) => (p.traefik.providers.kubernetesCRD = false),
  },
  { rule: 'sample-rule-invalid', apply: (p) => (rule(p).ingressRoute.match = 'Host(`a`, `b`)') },
  { rule: 'sample-entrypoint-unknown', apply: (p) => rule(p).ingressRoute.entryPoints.push('websecur') },
  {
    rule: 'sample-route-duplicate',
    apply: (p) => p.samples.push({ name: 'twin', ingress: { host: 'plain.apps.home.arpa' } }),
  },
  {
    rule: 'sample-httproute-unserved',
    applies: ({ traefik }) => traefik.providers.kubernetesGateway === true,
    apply: (p) => (p.traefik.providers.kubernetesGateway = false),
  },
];

/** Parts that are broken in one known way, and the rule that names it. */
export const brokenParts: fc.Arbitrary<{ readonly rule: string; readonly parts: Parts }> = fc
  .tuple(fc.constantFrom(...BREAKS), validParts)
  .filter(([{ applies }, parts]) => applies?.(parts) ?? true)
  .map(([{ rule: id, apply }, drawn]) => {
    const parts = structuredClone(drawn);
    apply(parts);
    return { rule: id, parts };
  });
