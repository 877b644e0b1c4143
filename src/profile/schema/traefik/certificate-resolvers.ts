import * as z from 'zod';
import { list, name, secretName, subjectAltName, text } from '../scalars';
import { strictObject } from '../strict-object';

/** The name of a certificate resolver; Traefik ignores the case of an argument's name, so the profile has one case only. */
export const resolverName = name
  .describe('Name of a certificate resolver.')
  .meta({ examples: ['letsencrypt'] });

/** An address and a port, as lego reads it. */
const dnsServer = text(
  /^(?:\[[0-9a-fA-F:]+\]|[0-9A-Za-z.-]+)(?::\d{1,5})?$/,
  'the address of a DNS server, with or without a port',
  { description: 'A DNS server; port 53 unless it has another.', examples: ['1.1.1.1:53'] },
);

/** A duration in Go's form, whose units Traefik reads. */
export const duration = text(/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/, 'a duration such as 30s, 1m30s or 500ms', {
  description: 'A duration: 30s, 1m30s, 500ms.',
  examples: ['30s'],
});

const propagation = strictObject(() => ({
  delayBeforeChecks: duration
    .optional()
    .describe('Time to wait before the record is looked up. Default: none.'),
  disableChecks: z
    .boolean()
    .default(false)
    .describe('Do not look up the record before the CA does; combine with delayBeforeChecks.'),
  disableANSChecks: z
    .boolean()
    .default(false)
    .describe("Do not look up the record at the zone's authoritative servers, where a firewall blocks them."),
  requireAllRNS: z.boolean().default(false).describe('Wait until every one of `resolvers` has the record.'),
})).describe('How Traefik checks that the DNS record is visible before the CA looks it up.');

const dnsChallenge = strictObject(() => ({
  provider: text(/^[a-z0-9]+$/, "the code of one of lego's DNS providers", {
    description: "The DNS provider, by lego's code.",
    examples: ['cloudflare', 'rfc2136'],
  }),
  envSecret: secretName
    .optional()
    .describe(
      "Secret beside Traefik with the provider's credentials: its keys become environment variables, such as CF_DNS_API_TOKEN.",
    ),
  resolvers: list(dnsServer)
    .default([])
    .describe("DNS servers that Traefik asks, past a split-horizon DNS. Default: the pod's."),
  propagation: propagation.optional(),
})).describe(
  'DNS-01: Traefik writes a TXT record. The only challenge for wildcards, and it needs no open port.',
);

/** @see https://doc.traefik.io/traefik/reference/install-configuration/tls/certificate-resolvers/acme/ */
export const certificateResolver = strictObject(() => ({
  name: resolverName,
  email: text(/^[^\s@"',]+@[^\s@"',]+$/, 'an email address', {
    description: 'Address that the CA registers the account with.',
    examples: ['ops@example.com'],
  }).optional(),
  caServer: text(/^https?:\/\/[^\s"',]+$/, 'the URL of an ACME directory', {
    description: "URL of the CA's ACME directory. Default: Let's Encrypt.",
    examples: ['https://acme-staging-v02.api.letsencrypt.org/directory'],
  }).optional(),
  caConfigMap: secretName
    .optional()
    .describe('ConfigMap beside Traefik whose key ca.crt has the root certificate of a private CA.')
    .meta({ examples: ['step-ca-root'] }),
  keyType: z
    .enum(['EC256', 'EC384', 'RSA2048', 'RSA4096', 'RSA8192'])
    .optional()
    .describe("Type of the certificates' keys. Default: Traefik's, RSA4096."),
  preferredChain: text(/^[^"',]+$/, 'the common name of a root certificate, without quotes and commas', {
    description: 'Common name of the root, where the CA offers several chains.',
    examples: ['ISRG Root X1'],
  }).optional(),
  httpChallenge: strictObject(() => ({
    entryPoint: name.default('web').describe('The entryPoint that answers; the CA connects to port 80.'),
  }))
    .optional()
    .describe('HTTP-01: the CA requests a path of the host name on port 80.'),
  tlsChallenge: z
    .boolean()
    .default(false)
    .describe('TLS-ALPN-01: the CA connects to the host name on port 443.'),
  dnsChallenge: dnsChallenge.optional(),
})).describe('A CA that issues certificates by ACME. One challenge proves that a host name is yours.');

/** TLS of an entryPoint: what its routers use that set nothing themselves. */
export const entryPointTls = strictObject(() => ({
  certResolver: resolverName
    .optional()
    .describe('The certificate resolver of routers that name none. Default: none.'),
  domains: list(
    strictObject(() => ({
      main: subjectAltName.describe('The first name; `*.` in front stands for every name below it.'),
      sans: list(subjectAltName).default([]).describe('Further names of the same certificate.'),
    })),
  )
    .default([])
    .describe("Certificates to request, instead of one per router's host name: a wildcard, for example."),
}));

/** @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md */
export const persistence = strictObject(() => ({
  existingClaim: secretName
    .optional()
    .describe('A PersistentVolumeClaim beside Traefik that you create yourself. Default: one is created.')
    .meta({ examples: ['traefik-acme'] }),
  storageClass: secretName
    .default('local-path')
    .describe("StorageClass of the claim. local-path is k3s's own, on the disk of one node.")
    .meta({ examples: ['local-path'] }),
  size: text(/^\d+(?:Ki|Mi|Gi|Ti|k|M|G|T)?$/, 'a quantity of bytes such as 128Mi', {
    description: 'Size of the claim.',
    examples: ['128Mi'],
  }).default('128Mi'),
})).describe('A volume that keeps ACME accounts and certificates when the pod restarts.');
