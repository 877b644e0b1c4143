import fc from 'fast-check';

/** The parts of a profile, as plain values, over two nodes in 10.0.0.0/24 with pools beside them. */
export interface Parts {
  metallb: {
    bgpBackend: string;
    ipAddressPools: {
      name: string;
      addresses: string[];
      advertise?: string;
      autoAssign?: boolean;
      [key: string]: unknown;
    }[];
    l2Advertisements: {
      name: string;
      ipAddressPools: string[];
      interfaces: string[];
      nodeSelectors: object[];
    }[];
    bgpAdvertisements: {
      name: string;
      ipAddressPools: string[];
      peers: string[];
      communities: string[];
      [key: string]: unknown;
    }[];
    bgpPeers: { name: string; myASN: number; peerASN: number; peerAddress: string; [key: string]: unknown }[];
    bfdProfiles: object[];
    communities: { name: string; value: string }[];
  };
  coredns: {
    mode: string;
    upstream?: Record<string, unknown>;
    forward: { zone: string; to: string[] }[];
    hosts: { name: string; addresses: string[] }[];
    template: { zone: string; addresses: string[] }[];
    rewrite: { match: string; from: string; to: string }[];
    snippets: { name: string; text: string }[];
  };
  traefik: {
    mode: string;
    loadBalancerIPs: string[];
    entryPoints: { name: string; port: number; exposedPort?: number; protocol: string }[];
    providers: Record<string, boolean>;
    dashboard?: Record<string, string>;
    [key: string]: unknown;
  };
  samples: { name: string; [key: string]: unknown }[];
}

const hostName = (name: string) => ({ matchLabels: { 'kubernetes.io/hostname': name } });

const metallb = fc
  .record({
    frr: fc.boolean(),
    peers: fc.integer({ min: 1, max: 3 }),
    sameAs: fc.boolean(),
    first: fc.integer({ min: 60, max: 100 }),
    size: fc.integer({ min: 8, max: 60 }),
    aggregation: fc.constantFrom(24, 26, 32),
    l2: fc.constantFrom('shorthand', 'named', 'everywhere'),
    communities: fc.subarray(['64512:1', 'customers', '65535:65281']),
    bfd: fc.boolean(),
    onOne: fc.boolean(),
  })
  .map((d): Parts['metallb'] => ({
    bgpBackend: d.frr ? 'frr-k8s' : 'native',
    ipAddressPools: [
      {
        name: 'lan',
        addresses: [`10.0.0.${d.first}-10.0.0.${d.first + d.size}`],
        ...(d.l2 === 'shorthand' && { advertise: 'l2' }),
      },
      { name: 'rack', addresses: ['172.20.0.0/24'], autoAssign: false },
    ],
    l2Advertisements:
      d.l2 === 'shorthand'
        ? []
        : [
            {
              name: 'wired',
              ipAddressPools: ['lan'],
              interfaces: d.l2 === 'named' ? ['eth0'] : [],
              nodeSelectors: d.l2 === 'named' && d.onOne ? [hostName('one')] : [],
            },
          ],
    bgpAdvertisements: [
      {
        name: 'routers',
        ipAddressPools: ['rack'],
        peers: d.onOne ? ['peer-0'] : [],
        communities: d.communities,
        aggregationLength: d.aggregation,
        ...(d.sameAs && { localPref: 100 }),
      },
    ],
    bgpPeers: Array.from({ length: d.peers }, (_, index) => ({
      name: `peer-${index}`,
      myASN: 64512,
      peerASN: d.sameAs ? 64512 : 64600 + index,
      peerAddress: `10.0.0.${2 + index}`,
      ...(d.frr && d.bfd && { bfdProfile: 'fast' }),
    })),
    bfdProfiles: d.frr && d.bfd ? [{ name: 'fast', receiveInterval: 100 }] : [],
    communities: d.communities.includes('customers') ? [{ name: 'customers', value: '64512:100' }] : [],
  }));

const coredns = fc
  .record({
    mode: fc.constantFrom('packaged', 'standalone'),
    upstream: fc.option(
      fc.constantFrom({ to: ['10.0.0.1'] }, { to: ['tls://9.9.9.9'], tlsServername: 'dns.quad9.net' }),
    ),
    zones: fc.subarray(['home.arpa', 'lab.home.arpa', '0.0.10.in-addr.arpa', 'corp.example.com']),
    template: fc.boolean(),
    hosts: fc.subarray(['nas.home.arpa', 'printer.lan.arpa']),
    rewrite: fc.subarray([
      { match: 'exact', from: 'web.example.org', to: 'web.default.svc.cluster.local' },
      { match: 'suffix', from: '.old.example.org', to: '.default.svc.cluster.local' },
      { match: 'regex', from: '^(.*)-([a-z]+)\\.pods\\.$', to: '{1}.{2}.svc.cluster.local' },
    ]),
    snippets: fc.subarray([
      { name: 'extra.override', text: 'rewrite name a.example.org b.example.org\n' },
      { name: 'vpn.server', text: 'vpn.arpa {\n    errors\n    forward . 10.0.0.1\n}\n' },
    ]),
  })
  .map((d): Parts['coredns'] => ({
    mode: d.mode,
    ...(d.upstream && { upstream: { ...d.upstream } }),
    forward: d.zones.map((zone) => ({ zone, to: ['10.0.0.1'] })),
    hosts: d.hosts.map((name) => ({ name, addresses: ['10.0.0.5'] })),
    template: d.template ? [{ zone: 'apps.home.arpa', addresses: ['172.20.0.10'] }] : [],
    rewrite: d.rewrite.map((one) => ({ ...one })),
    snippets: d.snippets.map((one) => ({ ...one })),
  }));

const traefik = fc
  .record({
    mode: fc.constantFrom('packaged', 'standalone'),
    entryPoints: fc.subarray([
      { name: 'postgres', port: 5432, protocol: 'TCP' },
      { name: 'dns', port: 5353, exposedPort: 53, protocol: 'UDP' },
      { name: 'alt', port: 8444, exposedPort: 8443, protocol: 'TCP' },
    ]),
    gateway: fc.boolean(),
    dashboard: fc.boolean(),
    redirect: fc.boolean(),
    local: fc.boolean(),
  })
  .map((d): Parts['traefik'] => ({
    mode: d.mode,
    loadBalancerIPs: ['172.20.0.10'],
    entryPoints: d.entryPoints.map((one) => ({ ...one })),
    providers: { kubernetesIngress: true, kubernetesCRD: true, kubernetesGateway: d.gateway },
    httpsRedirect: d.redirect,
    defaultCertificate: 'web-tls',
    kind: 'DaemonSet',
    externalTrafficPolicy: d.local ? 'Local' : 'Cluster',
    ...(d.dashboard && { dashboard: { host: 'traefik.home.arpa', authSecret: 'users' } }),
  }));

/** Samples that suit the Traefik beside them. */
function samplesFor({ entryPoints, providers }: Parts['traefik']): Parts['samples'] {
  return [
    { name: 'plain', ingress: { host: 'plain.apps.home.arpa' } },
    { name: 'path', ingress: { host: 'plain.apps.home.arpa', path: '/api' } },
    {
      name: 'rule',
      ingressRoute: {
        match: 'Host(`rule.apps.home.arpa`) && PathPrefix(`/v1`)',
        entryPoints: [
          'websecure',
          ...entryPoints.filter(({ name }) => name === 'alt').map(({ name }) => name),
        ],
      },
    },
    ...(providers.kubernetesGateway
      ? [{ name: 'gateway', httpRoute: { host: 'gateway.apps.home.arpa' } }]
      : []),
    { name: 'direct', loadBalancer: { port: 9000, ipAddressPool: 'lan' } },
    { name: 'any', loadBalancer: { port: 9000 } },
  ];
}

/** CoreDNS, MetalLB, Traefik and samples that work together. */
export const validParts: fc.Arbitrary<Parts> = fc
  .tuple(metallb, coredns, traefik)
  .map(([ofMetalLb, ofCoreDns, ofTraefik]) => ({
    metallb: ofMetalLb,
    coredns: ofCoreDns,
    traefik: ofTraefik,
    samples: samplesFor(ofTraefik),
  }));
