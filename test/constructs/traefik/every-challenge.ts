import type { CertificateResolver } from '../../../constructs/traefik';

/** A resolver with every option. */
export const EVERY_CHALLENGE: Required<CertificateResolver> = {
  name: 'letsencrypt',
  email: 'ops@example.com',
  caServer: 'https://acme.example/directory',
  caConfigMap: 'acme-root',
  keyType: 'EC256',
  preferredChain: 'ISRG Root X1',
  httpChallenge: { entryPoint: 'web' },
  tlsChallenge: true,
  dnsChallenge: {
    provider: 'rfc2136',
    envSecret: 'dns-credentials',
    resolvers: ['10.0.0.1:53', '10.0.0.2:53'],
    propagation: {
      delayBeforeChecks: '30s',
      disableChecks: true,
      disableANSChecks: true,
      requireAllRNS: true,
    },
  },
};

/** The same in the chart's values. */
export const EVERY_CHALLENGE_VALUES = {
  email: 'ops@example.com',
  caServer: 'https://acme.example/directory',
  caCertificates: ['/etc/acme-ca/acme-root/ca.crt'],
  storage: '/data/acme.json',
  keyType: 'EC256',
  preferredChain: 'ISRG Root X1',
  httpChallenge: { entryPoint: 'web' },
  tlsChallenge: true,
  dnsChallenge: {
    provider: 'rfc2136',
    resolvers: ['10.0.0.1:53', '10.0.0.2:53'],
    propagation: {
      delayBeforeChecks: '30s',
      disableChecks: true,
      disableANSChecks: true,
      requireAllRNS: true,
    },
  },
};
