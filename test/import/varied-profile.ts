import fc from 'fast-check';
import { NODES } from './varied-nodes';
import { SAMPLES } from './varied-samples';
import { EVERY_AFFINITY, EVERY_SPREAD, REQUIRED_NODES } from './varied-scheduling';
import { CERTIFICATES, CHART_VALUES, SETTINGS, TRAEFIK_EDGE } from './varied-traefik';

/** A profile as plain values. */
type Values = Readonly<Record<string, unknown>>;

const RELEASES = [
  ...['v1.32.4+k3s1', 'v1.33.5+k3s1', 'v1.34.2+k3s1', 'v1.35.1+k3s1', 'v1.36.1+k3s1', 'v1.36.2+k3s1'],
  ...['v1.36.3+k3s1', 'v1.35.9+k3s1', 'v1.37.0+k3s1', 'v1.37.1+k3s1'],
];

/** Optional keys: each is there or not. */
function some(values: Values): fc.Arbitrary<Values> {
  const keys = Object.keys(values);
  return fc
    .subarray(keys)
    .map((drawn) =>
      Object.fromEntries(keys.filter((key) => drawn.includes(key)).map((key) => [key, values[key]])),
    );
}

const nodes = fc.record({
  nodes: fc
    .constantFrom([0], [0, 2], [0, 2, 3], [0, 1, 4, 2, 3], [4, 1, 0], [1, 3, 0, 4, 2])
    .map((indexes) => indexes.map((index) => NODES[index])),
  datastore: fc.constantFrom(undefined, 'etcd', 'external'),
});

const cluster = some({
  registrationAddress: 'k3s.home.arpa',
  httpsListenPort: 7443,
  tlsSan: ['k3s.home.arpa', '*.k3s.home.arpa', '10.0.0.31'],
  clusterCidr: ['10.42.0.0/17'],
  serviceCidr: '10.44.0.0/16',
  nodeCidrMaskSizeIpv4: 25,
  clusterDns: '10.44.0.53',
  clusterDomain: 'on.example',
  serviceNodePortRange: '20000-22767',
  networkPolicy: false,
  monitoring: { labels: { release: 'stack' }, certificateDays: 21 },
  networkPolicies: { components: true, samples: true },
  vpn: { name: 'tailscale', authFile: '/root/vpn' },
  kubelet: { maxPods: 60 },
  k3s: {
    extra: {
      'write-kubeconfig-mode': '0644',
      'etcd-snapshot-retention': 10,
      'embedded-registry': true,
      'kubelet-arg+': ['v=2', 'serialize-image-pulls=false'],
      disable: 'metrics-server,local-storage',
      'kube-proxy-arg': ['metrics-bind-address=0.0.0.0'],
      'node-internal-dns': 'node.home.arpa',
      'pause-image': 'example.org/pause:3',
    },
  },
});

const flannel = fc.oneof(
  some({ vni: 1, port: 8472, directRouting: true, mtu: 1400, externalIp: true, iface: 'eth1' }),
  some({ listenPort: 51820, persistentKeepaliveInterval: 0, mtu: 1380 }).map((values) => ({
    backend: 'wireguard-native',
    ...values,
  })),
  fc.constantFrom({ backend: 'host-gw' }, { backend: 'none' }, {}),
);

const coredns = fc.record({
  mode: fc.constantFrom('packaged', 'standalone', 'none'),
  options: some({
    upstream: { to: ['9.9.9.9', 'tls://1.1.1.1'], policy: 'sequential', maxConcurrent: 10 },
    forward: [
      { zone: 'lan', to: '10.0.0.1' },
      { zone: 'apps.lan', to: ['10.0.0.2:5353'] },
      { zone: '0.10.in-addr.arpa', to: ['10.0.0.1'] },
    ],
    template: [
      { zone: 'apps.lan', addresses: ['10.0.0.100', 'fd00::1'], ttlSeconds: 5 },
      { zone: 'wild.example', addresses: '10.0.0.101' },
      { zone: 'split.example', addresses: ['10.0.0.103', 'fd00::3'], ttlSeconds: 7, fallthrough: true },
      { zone: 'split4.example', addresses: '10.0.0.104', fallthrough: true },
    ],
    zones: [
      {
        zone: 'records.example',
        records: [
          { name: 'records.example', type: 'MX', data: ['10 mail.example.org', '0 .'] },
          { name: 'records.example', type: 'TXT', ttlSeconds: 5, data: "v=spf1 -all; 'x'" },
          { name: 'long.records.example', type: 'TXT', data: 'x y '.repeat(100).trim() },
          { name: 'a.records.example', type: 'A', data: ['10.0.0.50', '10.0.0.51'] },
          { name: 'a.records.example', type: 'AAAA', ttlSeconds: 9, data: 'fd00::50' },
        ],
      },
      {
        zone: 'lan',
        records: [{ name: '_sip._udp.lan', type: 'SRV', data: '0 5 5060 sip.lan' }],
      },
      { zone: 'empty.example' },
      {
        zone: 'open.example',
        fallthrough: true,
        records: [
          { name: 'www.open.example', type: 'CNAME', ttlSeconds: 300, data: 'web.example.org' },
          { name: 'open.example', type: 'CAA', data: '0 issue letsencrypt.org' },
          { name: 'b.open.example', type: 'A', data: '10.0.0.52' },
        ],
      },
      {
        zone: 'split4.example',
        records: [{ name: 'p.split4.example', type: 'PTR', data: 'x.example.org' }],
      },
    ],
    hosts: [
      { name: 'nas.lan', addresses: ['10.0.0.5', 'fd00::5'] },
      { name: 'apps.lan', addresses: '10.0.0.102' },
      { name: 'wild.example', addresses: 'fd00::6' },
      { name: 'x.wild.example', addresses: '10.0.0.7' },
      { name: 'other.example', addresses: ['10.0.0.8', '10.0.0.9'] },
      { name: 'ttl.other.example', addresses: ['10.0.0.8', 'fd00::8'], ttlSeconds: 3600 },
      { name: 'open.other.example', addresses: 'fd00::9', fallthrough: true },
      { name: 'mail.split.example', addresses: '10.0.0.9', ttlSeconds: 5, fallthrough: true },
      { name: 'tv.split4.example', addresses: '10.0.0.9' },
      { name: 'open.lan', addresses: '10.0.0.9', ttlSeconds: 8, fallthrough: true },
    ],
    rewrite: [
      { match: 'prefix', from: 'old-', to: 'new-' },
      { match: 'suffix', from: '.was.lan', to: '.lan' },
      { from: 'git.lan', to: 'git.default.svc.cluster.local' },
      { match: 'regex', from: '^(a|b)\\.x\\.$', to: 'c.{1}.x' },
    ],
    log: true,
    cache: { ttlSeconds: 60, serveStaleSeconds: 3600 },
    replicas: 3,
    tolerations: [{ key: 'edge', operator: 'Exists' }],
    resources: { requests: { cpu: '1' } },
    affinity: EVERY_AFFINITY,
    topologySpreadConstraints: EVERY_SPREAD,
    snippets: [
      { name: 'a.override', text: 'errors { \n consolidate 5m ".*" \n}\n' },
      { name: 'raw.lan.server', text: 'raw.lan:53 {\n    errors\n    cache 30\n    forward . 10.0.0.1\n}\n' },
      { name: 'lan2.server', text: 'lan2:53 {\n    errors\n    cache 30\n    forward . 10.0.0.1\n}' },
    ],
  }),
});

const traefik = fc.record({
  mode: fc.constantFrom('packaged', 'packaged', 'standalone', 'none'),
  options: some({
    kind: 'DaemonSet',
    replicas: 3,
    nodeSelector: { zone: 'attic' },
    tolerations: [{ key: 'edge', value: 'true', effect: 'NoExecute' }],
    resources: { limits: { memory: '1Gi' } },
    priorityClassName: 'high',
    affinity: EVERY_AFFINITY,
    topologySpreadConstraints: EVERY_SPREAD,
    loadBalancerIPs: '10.0.0.100',
    allowSharedIp: 'traefik',
    externalTrafficPolicy: 'Local',
    httpsRedirect: true,
    defaultCertificate: 'wild-tls',
    tlsMinVersion: 'VersionTLS13',
    entryPoints: [
      { name: 'dns', port: 5353, exposedPort: 53, protocol: 'TCP' },
      { name: 'dns-udp', port: 5353, exposedPort: 53, protocol: 'UDP' },
      { name: 'mqtt', port: 1883, nodePort: 31883, ...SETTINGS },
    ],
    accessLog: true,
    metrics: false,
    logLevel: 'DEBUG',
    dashboard: { host: 'traefik.lan', authSecret: 'users' },
    trustedIPs: ['10.0.0.2/32', '10.1.0.0/16'],
    allowCrossNamespace: true,
    defaultIngressClass: false,
    ...CERTIFICATES,
    ...TRAEFIK_EDGE,
    values: CHART_VALUES,
  }),
  providers: some({ kubernetesIngress: false, kubernetesCRD: false, kubernetesGateway: true }),
});

const metallb = some({
  controller: { priorityClassName: 'high', affinity: EVERY_AFFINITY },
  speaker: {
    tolerations: [{ operator: 'Exists' }],
    nodeSelector: { zone: 'attic' },
    affinity: REQUIRED_NODES,
  },
  loadBalancerClass: 'metallb.io/metallb',
  bgpBackend: 'frr-k8s',
  frr: { resources: { limits: { memory: '1Gi' } } },
  l2Advertisements: [
    { name: 'lan', serviceSelectors: [{ matchLabels: { open: 'yes' } }] },
    { name: 'second-too', ipAddressPools: ['second'], nodeSelectors: [{ matchLabels: { on: 'yes' } }] },
    { name: 'selected', ipAddressPoolSelectors: [{ matchLabels: { segment: 'edge' } }] },
  ],
  bgpAdvertisements: [
    { name: 'third-too', ipAddressPools: ['third'], localPref: 0, peers: ['up'] },
    {
      name: 'by-label',
      ipAddressPools: ['third'],
      ipAddressPoolSelectors: [
        { matchLabels: { segment: 'edge' } },
        { matchExpressions: [{ key: 'floor', operator: 'Exists' }] },
      ],
    },
  ],
  bgpPeers: [
    {
      name: 'up',
      myASN: 64512,
      localASN: 64520,
      dynamicASN: 'external',
      interface: 'eth1',
      holdTimeSeconds: 90,
      passwordSecret: 'bgp',
    },
    {
      name: 'down',
      myASN: 64512,
      peerASN: 1,
      peerAddress: '10.0.0.1',
      peerPort: 1179,
      connectTimeSeconds: 5,
      disableMP: true,
    },
  ],
  bfdProfiles: [{ name: 'fast', receiveInterval: 50, echoMode: true }],
  communities: [{ name: 'no-export', value: '65535:65281' }],
}).map((values) => ({
  ...values,
  ipAddressPools: [
    {
      name: 'lan',
      addresses: ['10.0.0.100-10.0.0.120'],
      labels: { segment: 'edge', 'app.kubernetes.io/component': 'lan', empty: '' },
    },
    { name: 'second', addresses: ['10.0.0.128/28'], advertise: 'l2', autoAssign: false, avoidBuggyIPs: true },
    {
      name: 'third',
      addresses: ['172.31.0.0/24'],
      advertise: 'bgp',
      labels: { floor: '2' },
      serviceAllocation: {},
    },
    {
      name: 'fourth',
      addresses: ['10.0.0.160-10.0.0.170'],
      advertise: 'l2',
      serviceAllocation: { priority: 5 },
    },
  ],
}));

const IMAGES = {
  traefik: 'example.org/traefik:v3.7.1',
  coredns: 'example.org/coredns:1',
  speaker: 'example.org/metallb/speaker:v0.16.0',
  frr: 'example.org/frr:1',
};

const servicelb = some({
  tolerations: [{ key: 'edge', operator: 'Exists' }],
  nodes: ['zeta'],
  pools: [
    { name: 'two', nodes: ['zeta', 'node-10'] },
    { name: 'one', nodes: ['zeta'] },
  ],
});

/**
 * Profiles with every key of the schema in one of them or another. They parse; whether the network works is not the
 * point here.
 */
export const variedProfile: fc.Arbitrary<Values> = fc
  .record({
    k3sVersion: fc.constantFrom(...RELEASES),
    nodes,
    cluster,
    flannel,
    kubeProxy: fc.constantFrom('iptables', 'ipvs', 'nftables', 'off'),
    coredns,
    traefik,
    metallb: fc.option(metallb, { nil: undefined }),
    servicelb,
    mode: fc.constantFrom(undefined, 'packaged', 'none'),
    images: fc.constantFrom(
      {},
      { imageRegistry: 'registry.lan:5000/mirror', imagePullSecrets: ['one', 'two'] },
      { images: IMAGES },
    ),
    samples: fc.subarray([...SAMPLES]),
  })
  .map((drawn) => ({
    k3sVersion: drawn.k3sVersion,
    lan: { cidr: '10.0.0.0/24' },
    nodes: drawn.nodes.nodes,
    ...(drawn.nodes.datastore !== undefined && { datastore: drawn.nodes.datastore }),
    ...drawn.cluster,
    kubeProxy: { mode: drawn.kubeProxy },
    flannel: drawn.flannel,
    coredns: { mode: drawn.coredns.mode, ...drawn.coredns.options },
    servicelb: { ...(drawn.mode !== undefined && { mode: drawn.mode }), ...drawn.servicelb },
    ...(drawn.metallb && { metallb: drawn.metallb }),
    traefik: { mode: drawn.traefik.mode, ...drawn.traefik.options, providers: drawn.traefik.providers },
    ...drawn.images,
    samples: drawn.samples,
  }));
