import fc from 'fast-check';
import type { GeneratedProfile } from './valid-profile';
import { validProfile } from './valid-profile';

/** One known way to break a network, and the rule that names it. */
interface Break {
  readonly rule: string;
  /** Whether the profile has what is to be broken. */
  readonly applies?: (profile: GeneratedProfile) => boolean;
  readonly apply: (profile: GeneratedProfile) => void;
}

const first = <T>(list: readonly T[]): T => list[0] as T;
const hasMetalLb = ({ metallb }: GeneratedProfile) => metallb !== undefined;
const pool = (profile: GeneratedProfile) => first(profile.metallb?.ipAddressPools ?? []);
const severalNodes = ({ nodes }: GeneratedProfile) => nodes.length > 1;
const node = (profile: GeneratedProfile, index: number) =>
  profile.nodes[index] as GeneratedProfile['nodes'][number];

/** The range of a network's addresses from `from` to `to`, for the networks that are drawn here. */
function rangeIn(cidr: string, from: number, to: number): string {
  const base = cidr.slice(0, cidr.indexOf('/'));
  const at = (host: number) =>
    base.includes(':') ? `${base}${host.toString(16)}` : base.replace(/\d+$/, String(host));
  return `${at(from)}-${at(to)}`;
}

export const BREAKS: readonly Break[] = [
  { rule: 'node-name-duplicate', applies: severalNodes, apply: (p) => (node(p, 1).name = node(p, 0).name) },
  {
    rule: 'node-address-duplicate',
    applies: severalNodes,
    apply: (p) => (node(p, 1).nodeIp = [...node(p, 0).nodeIp]),
  },
  { rule: 'server-missing', apply: (p) => p.nodes.forEach((one) => (one.role = 'agent')) },
  { rule: 'node-has-gateway-address', apply: (p) => (p.lan.gateway = [...node(p, 0).nodeIp]) },
  { rule: 'cluster-network-overlaps-lan', apply: (p) => (p.clusterCidr = [...p.lan.cidr]) },
  {
    rule: 'cluster-network-overlaps-lan',
    apply: (p) =>
      (p.serviceCidr = p.lan.cidr.map((cidr) => (cidr.includes(':') ? cidr.replace('/64', '/112') : cidr))),
  },
  {
    rule: 'cluster-cidr-overlaps-service-cidr',
    applies: ({ clusterCidr }) => !first(clusterCidr).includes(':'),
    apply: (p) =>
      (p.serviceCidr = p.serviceCidr.map((cidr, index) =>
        cidr.includes(':') ? cidr : (p.clusterCidr[index] ?? '').replace(/\/\d+$/, '/17'),
      )),
  },
  {
    rule: 'metallb-pool-contains-node',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(rangeIn(first(p.lan.cidr), 9, 12)),
  },
  {
    rule: 'metallb-pool-contains-gateway',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(rangeIn(first(p.lan.cidr), 1, 3)),
  },
  {
    rule: 'metallb-pool-overlaps-reserved',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(rangeIn(first(p.lan.cidr), 210, 215)),
  },
  {
    rule: 'metallb-pool-overlaps-cluster-network',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(rangeIn(first(p.clusterCidr), 100, 110)),
  },
  {
    rule: 'metallb-pool-overlaps-cluster-network',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(rangeIn(first(p.serviceCidr), 100, 110)),
  },
  {
    rule: 'metallb-pool-overlap',
    applies: hasMetalLb,
    apply: (p) => pool(p).addresses.push(first(pool(p).addresses)),
  },
  {
    rule: 'metallb-name-duplicate',
    applies: hasMetalLb,
    apply: (p) =>
      p.metallb?.ipAddressPools.push({ ...pool(p), addresses: [rangeIn(first(p.lan.cidr), 180, 190)] }),
  },
  {
    rule: 'metallb-service-unknown-pool',
    applies: hasMetalLb,
    apply: (p) => p.samples.push({ name: 'lost', loadBalancer: { port: 9000, ipAddressPool: 'nowhere' } }),
  },
  {
    rule: 'metallb-fixed-address-in-no-pool',
    applies: hasMetalLb,
    apply: (p) =>
      p.samples.push({
        name: 'lost',
        loadBalancer: { port: 9000, loadBalancerIPs: [rangeIn(first(p.lan.cidr), 190, 191).split('-')[0]] },
      }),
  },
  {
    rule: 'coredns-zone-twice',
    applies: ({ coredns }) => coredns.forward.length > 0,
    apply: (p) => p.coredns.forward.push(first(p.coredns.forward)),
  },
  {
    rule: 'kube-proxy-off-with-flannel',
    applies: ({ flannel }) => flannel['backend'] !== 'none',
    apply: (p) => (p.kubeProxy.mode = 'off'),
  },
  { rule: 'invalid-value', apply: (p) => (p.clusterCidr = ['10.42.0.0/33']) },
  { rule: 'unknown-key', apply: (p) => Object.assign(p, { clusterCdr: '10.42.0.0/16' }) },
  { rule: 'missing-key', apply: (p) => delete (p as Partial<GeneratedProfile>).lan },
];

/** A network that is broken in one known way. */
export const brokenProfile: fc.Arbitrary<{ rule: string; profile: GeneratedProfile }> = fc
  .tuple(validProfile, fc.constantFrom(...BREAKS))
  .filter(([profile, { applies = () => true }]) => applies(profile))
  .map(([profile, { rule, apply }]) => {
    const copy = structuredClone(profile);
    apply(copy);
    return { rule, profile: copy };
  });
