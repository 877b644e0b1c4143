import * as z from 'zod';
import { address, hostName, name, oneOrMany, port, secretName, text, list } from './scalars';
import { scheduling } from './scheduling';
import { resolverName } from './traefik/certificate-resolvers';
import { strictObject } from './strict-object';

const host = hostName.describe('Host name.');

export const sample = strictObject(() => ({
  name,
  namespace: name.default('samples'),
  image: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Any image that serves HTTP on port 8080 as told by WHOAMI_PORT_NUMBER. Default: traefik/whoami; UDP: CoreDNS.',
    ),
  protocol: z
    .enum(['TCP', 'UDP'])
    .default('TCP')
    .describe(
      'TCP: an HTTP server. UDP: a DNS server that answers each query with the address of the client (CoreDNS, plugin whoami).',
    ),
  replicas: z.int().min(1).max(100).default(1).describe('Pods, 1-100.'),
  spread: z
    .boolean()
    .default(false)
    .describe('Run the pods on different nodes; a pod without a node of its own stays pending.'),
  ...scheduling,
  ingress: strictObject(() => ({
    host,
    path: text(/^\//, 'a path that begins with "/"', {
      description: 'Requests whose path begins so.',
      examples: ['/'],
    }).default('/'),
    tlsSecret: secretName.optional(),
    certResolver: resolverName
      .optional()
      .describe("Traefik's certificate resolver for the host; HTTPS only. Default: that of websecure."),
  }))
    .optional()
    .describe('By host name, as an Ingress.'),
  ingressRoute: strictObject(() => ({
    match: z
      .string()
      .min(1)
      .max(10_000)
      .describe("Rule in Traefik v3's syntax.")
      .meta({ examples: ['Host(`whoami.home.arpa`)'] }),
    entryPoints: list(name).min(1).default(['websecure']).describe('Entrypoints that it is reached by.'),
    tls: z.boolean().default(true).describe('Whether TLS ends at Traefik.'),
    certResolver: resolverName
      .optional()
      .describe("Traefik's certificate resolver for the rule's hosts. Default: that of websecure."),
  }))
    .optional()
    .describe("By a rule, as Traefik's IngressRoute."),
  ingressRouteTCP: strictObject(() => ({
    hostSNI: text(
      /^(?:\*|(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)*)$/,
      'a host name of lower-case letters, digits, dashes and dots, or "*"',
      {
        description: 'Host name in the TLS handshake, or "*" for all.',
        examples: ['tcp.home.arpa', '*'],
      },
    ),
    entryPoints: list(name).min(1).default(['websecure']).describe('Entrypoints that it is reached by.'),
    tls: z.boolean().default(true).describe('Whether clients use TLS.'),
    passthroughSecret: secretName
      .optional()
      .describe(
        'Traefik passes TLS through to the pods, which serve the certificate in this Secret (kubernetes.io/tls). Default: TLS ends at Traefik.',
      ),
  }))
    .optional()
    .describe("TCP connections, as Traefik's IngressRouteTCP."),
  ingressRouteUDP: strictObject(() => ({
    entryPoints: list(name)
      .min(1)
      .describe('Entrypoints of protocol UDP.')
      .meta({ examples: [['dns']] }),
  }))
    .optional()
    .describe("UDP packets, as Traefik's IngressRouteUDP; for protocol UDP."),
  httpRoute: strictObject(() => ({ host }))
    .optional()
    .describe('By host name, as a Gateway API HTTPRoute.'),
  loadBalancer: strictObject(() => ({
    port: port.default(80).describe('Port of its Service.'),
    loadBalancerIPs: oneOrMany(address).optional().describe('MetalLB: fixed address(es).'),
    ipAddressPool: name.optional().describe('MetalLB: the pool to take an address from.'),
    allowSharedIp: z
      .string()
      .min(1)
      .optional()
      .describe('MetalLB: Services with the same key may share an address.'),
    externalTrafficPolicy: z
      .enum(['Cluster', 'Local'])
      .default('Cluster')
      .describe('Local keeps client addresses, and only nodes with a pod of it answer.'),
    lbpool: name.optional().describe('ServiceLB: the pool of nodes that answer.'),
  }))
    .optional()
    .describe('By an address of its own.'),
})).describe('A small service to try the cluster with.');
