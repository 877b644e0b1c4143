/** A kind of profile with many of one thing. */
interface LargeProfile {
  readonly kind: string;
  /** How many of it. */
  readonly n: number;
  /** The profile's text, without an error. */
  readonly create: (n: number) => string;
}

/** A thousand is the most that a list of a profile may have, nodes apart. */
export const LARGE_PROFILES: readonly LargeProfile[] = [
  { kind: 'nodes', n: 1000, create: (nodes) => createProfile({ nodes }) },
  { kind: 'pools', n: 500, create: (pools) => createProfile({ pools }) },
  { kind: 'samples', n: 1000, create: (samples) => createProfile({ samples }) },
];

const NODES = 1 << 8;
const POOLS = 32 << 8;

function createProfile({ nodes = 3, pools = 1, samples = 1 }): string {
  return [
    'k3sVersion: v1.37.1+k3s1',
    'lan: { cidr: 172.16.0.0/12, gateway: 172.16.0.1 }',
    'clusterCidr: 10.64.0.0/10',
    'nodes:',
    ...repeat(
      nodes,
      (i) => `  - { name: n${i}, role: ${i === 0 ? 'server' : 'agent'}, nodeIp: ${address(NODES + i)} }`,
    ),
    'metallb:',
    '  ipAddressPools:',
    ...repeat(
      pools,
      (i) => `    - { name: p${i}, addresses: [${rangeOfFour(POOLS + 4 * i)}], advertise: l2 }`,
    ),
    'samples:',
    ...repeat(samples, (i) => `  - { name: s${i}, ingress: { host: s${i}.home.arpa } }`),
    '',
  ].join('\n');
}

function repeat(n: number, line: (index: number) => string): readonly string[] {
  return Array.from({ length: n }, (_, index) => line(index));
}

function rangeOfFour(first: number): string {
  return `${address(first)}-${address(first + 3)}`;
}

/** An address below 172.16.0.0/16. */
function address(index: number): string {
  return `172.16.${index >> 8}.${index & 255}`;
}
