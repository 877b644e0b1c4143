import { EVERY_AFFINITY, EVERY_SPREAD } from './varied-scheduling';

/** Samples with every key. */
export const SAMPLES: readonly Readonly<Record<string, unknown>>[] = [
  { name: 'plain', nodeSelector: { zone: 'attic' }, tolerations: [{ key: 'edge' }], resources: {} },
  {
    name: 'web',
    namespace: 'web',
    replicas: 2,
    image: 'example.org/whoami:1',
    ingress: { host: 'w.lan', path: '/a' },
  },
  { name: 'rule', ingressRoute: { match: 'Host(`r.lan`)', entryPoints: ['web', 'websecure'], tls: false } },
  { name: 'lb', loadBalancer: { port: 9000, lbpool: 'two', externalTrafficPolicy: 'Local' } },
  {
    name: 'fixed',
    loadBalancer: { loadBalancerIPs: '10.0.0.110', ipAddressPool: 'lan', allowSharedIp: 'k' },
  },
  { name: 'gw', httpRoute: { host: 'g.lan' } },
  {
    name: 'tcp',
    ingressRouteTCP: { hostSNI: '*', entryPoints: ['mqtt'], tls: false },
    spread: true,
    replicas: 2,
    affinity: EVERY_AFFINITY,
  },
  { name: 'placed', replicas: 2, affinity: EVERY_AFFINITY, topologySpreadConstraints: EVERY_SPREAD },
  { name: 'unspread', affinity: {}, topologySpreadConstraints: [] },
  { name: 'sni', ingressRouteTCP: { hostSNI: 't.lan' } },
  { name: 'pass', ingressRouteTCP: { hostSNI: 'p.lan', passthroughSecret: 'p-tls' } },
  {
    name: 'udp',
    protocol: 'UDP',
    replicas: 2,
    spread: true,
    ingressRouteUDP: { entryPoints: ['dns-udp'] },
    loadBalancer: { port: 53 },
  },
  { name: 'udp-image', protocol: 'UDP', image: 'example.org/coredns:2', resources: {} },
  { name: 'acme', ingress: { host: 'a.example.com', certResolver: 'first' } },
  { name: 'acme-rule', ingressRoute: { match: 'Host(`b.example.com`)', certResolver: 'second' } },
];
