import { z } from 'zod';
import { address, addressRange, interfaceName, name, secretName, text } from './scalars';

const asn = z.int().min(1).max(4294967295);

const selector = z.strictObject({
  matchLabels: z.record(z.string(), z.string()).default({}),
  matchExpressions: z
    .array(
      z.strictObject({
        key: z.string().min(1),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

const selectors = z.array(selector).default([]);

const pool = z.strictObject({
  name,
  addresses: z
    .array(addressRange)
    .min(1)
    .describe('"first-last" or networks. Not a node’s, the gateway’s or DHCP’s.'),
  advertise: z
    .enum(['l2', 'bgp', 'none'])
    .optional()
    .describe(
      'l2: ARP/NDP on every interface. bgp: to every peer. none: not at all. Unset: see l2Advertisements and bgpAdvertisements.',
    ),
  autoAssign: z.boolean().default(true).describe('Services that name no pool may take from this one.'),
  avoidBuggyIPs: z.boolean().default(false).describe('Skip .0 and .255.'),
  serviceAllocation: z
    .strictObject({
      priority: z.int().min(0).max(2147483647).default(0).describe('Lower is asked first; 0 last.'),
      namespaces: z.array(name).default([]),
      namespaceSelectors: selectors,
      serviceSelectors: selectors,
    })
    .optional()
    .describe('Which Services the pool is for.'),
});

const l2Advertisement = z.strictObject({
  name,
  ipAddressPools: z.array(name).default([]).describe('Pools; none: every pool.'),
  interfaces: z.array(interfaceName).default([]).describe('Interfaces that answer ARP/NDP; none: all.'),
  nodeSelectors: selectors.describe('Nodes that may announce; none: all.'),
});

const community = text(
  /^(\d+:\d+|large:\d+:\d+:\d+|[A-Za-z][-A-Za-z0-9_]*)$/,
  'a community: 64512:1, large:1:2:3, or the name of one',
  {
    description: 'A community.',
    examples: ['65535:65282', 'no-export'],
  },
);

const bgpAdvertisement = z.strictObject({
  name,
  ipAddressPools: z.array(name).default([]).describe('Pools; none: every pool.'),
  aggregationLength: z.int().min(1).max(32).default(32),
  aggregationLengthV6: z.int().min(1).max(128).default(128),
  localPref: z.int().min(0).max(2147483647).optional(),
  communities: z.array(community).default([]),
  peers: z.array(name).default([]).describe('Peers; none: every peer.'),
  nodeSelectors: selectors,
});

const bgpPeer = z.strictObject({
  name,
  myASN: asn.describe("The cluster's AS number."),
  peerASN: asn.optional().describe("The router's AS number."),
  dynamicASN: z
    .enum(['internal', 'external'])
    .optional()
    .describe('frr-k8s: take the AS number that the peer says.'),
  peerAddress: address.optional(),
  interface: interfaceName
    .optional()
    .describe('frr-k8s: unnumbered BGP on this interface instead of peerAddress.'),
  peerPort: z.int().min(1).max(16384).default(179),
  sourceAddress: address.optional(),
  routerID: address.optional(),
  holdTimeSeconds: z.int().min(0).max(65535).optional().describe("Default: MetalLB's, 90."),
  keepaliveTimeSeconds: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('frr-k8s. Default: a third of the hold time.'),
  connectTimeSeconds: z.int().min(1).max(65535).optional().describe('frr-k8s.'),
  ebgpMultiHop: z.boolean().default(false),
  bfdProfile: name.optional().describe('frr-k8s.'),
  passwordSecret: secretName.optional().describe('Secret (kubernetes.io/basic-auth) in metallb-system.'),
  enableGracefulRestart: z.boolean().default(false).describe('frr-k8s. Cannot be changed afterwards.'),
  vrf: interfaceName.optional().describe('frr-k8s.'),
  dualStackAddressFamily: z.boolean().default(false).describe('frr-k8s: both families over one session.'),
  nodeSelectors: selectors,
});

const milliseconds = z.int().min(10).max(60000).optional();

const bfdProfile = z.strictObject({
  name,
  receiveInterval: milliseconds.describe("Milliseconds. Default: FRR's, 300."),
  transmitInterval: milliseconds.describe("Milliseconds. Default: FRR's, 300."),
  echoInterval: milliseconds.describe("Milliseconds. Default: FRR's, 50."),
  detectMultiplier: z.int().min(2).max(255).optional().describe("Default: FRR's, 3."),
  minimumTtl: z.int().min(1).max(254).optional().describe("Default: FRR's, 254."),
  echoMode: z.boolean().default(false),
  passiveMode: z.boolean().default(false),
});

export const metallb = z
  .strictObject({
    bgpBackend: z
      .enum(['native', 'frr-k8s'])
      .default('native')
      .describe('native: IPv4, no BFD, small. frr-k8s: FRR beside every speaker.'),
    loadBalancerClass: text(
      /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
      'a class such as metallb.io/metallb',
      {
        description: 'Serve only Services of this class, so that ServiceLB can serve the others.',
        examples: ['metallb.io/metallb'],
      },
    ).optional(),
    ipAddressPools: z.array(pool).min(1),
    l2Advertisements: z.array(l2Advertisement).default([]),
    bgpAdvertisements: z.array(bgpAdvertisement).default([]),
    bgpPeers: z.array(bgpPeer).default([]),
    bfdProfiles: z.array(bfdProfile).default([]),
    communities: z
      .array(
        z.strictObject({
          name: text(/^[A-Za-z][-A-Za-z0-9_]*$/, 'a name', { description: 'Name.', examples: ['no-export'] }),
          value: community,
        }),
      )
      .default([])
      .describe('Names for BGP communities.'),
  })
  .describe('MetalLB. Its presence switches ServiceLB off, unless it has a loadBalancerClass.');
