import * as z from 'zod';
import { labelSelector } from './label-selector';
import { address, addressRange, interfaceName, name, secretName, text, list } from './scalars';
import { daemonSetScheduling, singlePodScheduling } from './scheduling';
import { strictObject } from './strict-object';

const asn = z.int().min(1).max(4294967295);

/** Any of the selectors is enough; none at all selects everything. */
function selectors(of: string) {
  return list(labelSelector).default([]).describe(of);
}

const poolLabels = z.record(
  z
    .string()
    .regex(/^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/, {
      error: 'the key of a label (a name, or a domain and a name)',
    }),
  text(/^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, 'the value of a label', {
    description: 'Value of a label.',
    examples: ['edge'],
  }),
);

const poolSelectors = selectors('Pools by their labels, beside those of ipAddressPools.').meta({
  examples: [[{ matchLabels: { segment: 'edge' } }]],
});

const pool = strictObject(() => ({
  name,
  addresses: list(addressRange)
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
  labels: poolLabels
    .default({})
    .describe('Labels of the IPAddressPool, for ipAddressPoolSelectors of advertisements.')
    .meta({ examples: [{ segment: 'edge' }] }),
  serviceAllocation: strictObject(() => ({
    priority: z.int().min(0).max(2147483647).default(0).describe('Lower is asked first; 0 last.'),
    namespaces: list(name).default([]).describe('Namespaces whose Services may take from it.'),
    namespaceSelectors: selectors('The same, by labels of the namespaces.'),
    serviceSelectors: selectors('The same, by labels of the Services.'),
  }))
    .optional()
    .describe('Which Services the pool is for.'),
}));

const l2Advertisement = strictObject(() => ({
  name,
  ipAddressPools: list(name)
    .default([])
    .describe('Pools by name. Neither names nor ipAddressPoolSelectors: every pool.'),
  ipAddressPoolSelectors: poolSelectors,
  interfaces: list(interfaceName).default([]).describe('Interfaces that answer ARP/NDP; none: all.'),
  serviceSelectors: selectors('Services whose addresses are announced; none: all.'),
  nodeSelectors: selectors('Nodes that may announce; none: all.'),
}));

const community = text(
  /^(\d+:\d+|large:\d+:\d+:\d+|[A-Za-z][-A-Za-z0-9_]*)$/,
  'a community: 64512:1, large:1:2:3, or the name of one',
  {
    description: 'A community.',
    examples: ['65535:65282', 'no-export'],
  },
);

const bgpAdvertisement = strictObject(() => ({
  name,
  ipAddressPools: list(name)
    .default([])
    .describe('Pools by name. Neither names nor ipAddressPoolSelectors: every pool.'),
  ipAddressPoolSelectors: poolSelectors,
  aggregationLength: z
    .int()
    .min(1)
    .max(32)
    .default(32)
    .describe('Prefix length of what is announced: 32 for each address by itself.'),
  aggregationLengthV6: z.int().min(1).max(128).default(128).describe('The same for IPv6.'),
  localPref: z
    .int()
    .min(0)
    .max(2147483647)
    .optional()
    .describe('LOCAL_PREF, for routers of the same AS; higher is preferred.'),
  communities: list(community).default([]).describe('Communities to attach.'),
  peers: list(name).default([]).describe('Peers; none: every peer.'),
  serviceSelectors: selectors('Services whose addresses are announced; none: all.'),
  nodeSelectors: selectors('Nodes that announce; none: all.'),
}));

const bgpPeer = strictObject(() => ({
  name,
  myASN: asn.describe("The cluster's AS number."),
  localASN: asn.optional().describe('frr-k8s: the AS number that this router gets instead of myASN.'),
  peerASN: asn.optional().describe("The router's AS number."),
  dynamicASN: z
    .enum(['internal', 'external'])
    .optional()
    .describe('frr-k8s: take the AS number that the peer says.'),
  peerAddress: address.optional().describe("The router's address."),
  interface: interfaceName
    .optional()
    .describe('frr-k8s: unnumbered BGP on this interface instead of peerAddress.'),
  peerPort: z.int().min(1).max(16384).default(179).describe("The router's port, 1-16384."),
  sourceAddress: address
    .optional()
    .describe('Address that the session comes from; the same on all nodes that it selects.'),
  routerID: address
    .optional()
    .describe("BGP router id, in the form of an IPv4 address. Default: the node's address."),
  holdTimeSeconds: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('Default: 90 with native, 180 with frr-k8s.'),
  keepaliveTimeSeconds: z
    .int()
    .min(0)
    .max(65535)
    .optional()
    .describe('frr-k8s. Default: a third of the hold time.'),
  connectTimeSeconds: z.int().min(1).max(65535).optional().describe('frr-k8s.'),
  ebgpMultiHop: z.boolean().default(false).describe('The router is more than one hop away.'),
  bfdProfile: name.optional().describe('frr-k8s.'),
  passwordSecret: secretName.optional().describe('Secret (kubernetes.io/basic-auth) in metallb-system.'),
  enableGracefulRestart: z.boolean().default(false).describe('frr-k8s. Cannot be changed afterwards.'),
  vrf: interfaceName.optional().describe('frr-k8s.'),
  dualStackAddressFamily: z.boolean().default(false).describe('frr-k8s: both families over one session.'),
  disableMP: z
    .boolean()
    .default(false)
    .describe('frr-k8s. Deprecated: MetalLB ignores it. See dualStackAddressFamily.')
    .meta({ examples: [true] }),
  nodeSelectors: selectors('Nodes that have the session; none: all.'),
}));

const milliseconds = z.int().min(10).max(60000).optional();

const bfdProfile = strictObject(() => ({
  name,
  receiveInterval: milliseconds.describe("Milliseconds. Default: FRR's, 300."),
  transmitInterval: milliseconds.describe("Milliseconds. Default: FRR's, 300."),
  echoInterval: milliseconds.describe("Milliseconds. Default: FRR's, 50."),
  detectMultiplier: z.int().min(2).max(255).optional().describe("Default: FRR's, 3."),
  minimumTtl: z.int().min(1).max(254).optional().describe("Default: FRR's, 254."),
  echoMode: z.boolean().default(false).describe('Send packets that the router sends back; IPv4 only.'),
  passiveMode: z.boolean().default(false).describe('Wait for the router to begin.'),
}));

export const metallb = strictObject(() => ({
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
  controller: strictObject(() => singlePodScheduling)
    .prefault({})
    .describe('The pod that assigns addresses and validates the configuration.'),
  speaker: strictObject(() => daemonSetScheduling)
    .prefault({})
    .describe('The pods that announce addresses: one on each node that they may run on.'),
  frr: strictObject(() => ({ resources: singlePodScheduling.resources }))
    .prefault({})
    .describe('frr-k8s: the container of FRR, which keeps the routes that routers send.'),
  ipAddressPools: list(pool).min(1).describe('Addresses to give to Services.'),
  l2Advertisements: list(l2Advertisement)
    .default([])
    .describe('Who answers ARP and NDP for which pools, where advertise: l2 is not enough.'),
  bgpAdvertisements: list(bgpAdvertisement)
    .default([])
    .describe('Who is told of which pools and how, where advertise: bgp is not enough.'),
  bgpPeers: list(bgpPeer).default([]).describe('Routers that are told.'),
  bfdProfiles: list(bfdProfile).default([]).describe('frr-k8s: how soon a dead router or node is noticed.'),
  communities: list(
    strictObject(() => ({
      name: text(/^[A-Za-z][-A-Za-z0-9_]*$/, 'a name', { description: 'Name.', examples: ['no-export'] }),
      value: community,
    })),
  )
    .default([])
    .describe('Names for BGP communities.'),
})).describe('MetalLB. Its presence switches ServiceLB off, unless it has a loadBalancerClass.');
