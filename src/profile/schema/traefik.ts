import * as z from 'zod';
import { address, cidr, hostName, name, oneOrMany, port, secretName, text, list } from './scalars';
import { scheduling } from './scheduling';
import { accessLogFields, entryPointSettings, localPlugin, plugin } from './traefik/entry-points';
import { traefikService } from './traefik/service';
import { envSecrets, extraArguments, chartValues } from './traefik/extras';
import { certificateResolver, entryPointTls, persistence } from './traefik/certificate-resolvers';
import { strictObject } from './strict-object';

const entryPointName = text(
  /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/,
  'a port name (1-15 lower-case letters, digits and single dashes, with a letter)',
  {
    description: 'Name, which is also the name of the port.',
    examples: ['postgres'],
  },
);

export const traefik = strictObject(() => ({
  mode: z
    .enum(['packaged', 'standalone', 'none'])
    .default('packaged')
    .describe("packaged: k3s's own, tuned by a HelmChartConfig. standalone: ours instead. none: no Traefik."),
  kind: z
    .enum(['Deployment', 'DaemonSet'])
    .default('Deployment')
    .describe('DaemonSet: one pod on every node.'),
  replicas: z.int().min(1).max(100).optional().describe('Pods of the Deployment. Default 1.'),
  ...scheduling,
  loadBalancerIPs: oneOrMany(address).optional().describe('MetalLB: fixed address(es) of its Service.'),
  ipAddressPool: name.optional().describe('MetalLB: the pool that its Service takes an address from.'),
  allowSharedIp: z
    .string()
    .min(1)
    .optional()
    .describe('MetalLB: Services with the same key may share an address (metallb.io/allow-shared-ip).'),
  externalTrafficPolicy: z
    .enum(['Cluster', 'Local'])
    .default('Cluster')
    .describe('Local keeps client addresses, and only nodes with a Traefik pod answer.'),
  httpsRedirect: z.boolean().default(false).describe('Answer HTTP with a permanent redirect to HTTPS.'),
  defaultCertificate: secretName
    .optional()
    .describe('Secret (kubernetes.io/tls) beside Traefik, for hosts without one of their own.'),
  certificateResolvers: list(certificateResolver)
    .default([])
    .describe('CAs that issue certificates by ACME, such as Let’s Encrypt.'),
  persistence: persistence.optional(),
  web: strictObject(() => ({ ...entryPointSettings }))
    .prefault({})
    .describe('The entryPoint for HTTP, port 80.'),
  websecure: strictObject(() => ({
    tls: entryPointTls.prefault({}).describe('Certificates of routers that name none of their own.'),
    http3: z.boolean().default(false).describe('HTTP/3 too, on port 443 over UDP.'),
    ...entryPointSettings,
  }))
    .prefault({})
    .describe('The entryPoint for HTTPS, port 443.'),
  tlsMinVersion: z
    .enum(['VersionTLS12', 'VersionTLS13'])
    .optional()
    .describe("Oldest TLS version. Default: Traefik's, VersionTLS12."),
  entryPoints: list(
    strictObject(() => ({
      name: entryPointName,
      port: port.describe('Port in the pod.'),
      exposedPort: port.optional().describe('Port of the Service. Default: the same.'),
      protocol: z.enum(['TCP', 'UDP']).default('TCP').describe('HTTP is TCP too.'),
      ...entryPointSettings,
    })),
  )
    .default([])
    .describe('Ports beyond web (80) and websecure (443).'),
  accessLog: z.boolean().default(false).describe('Log every request.'),
  accessLogFormat: z
    .enum(['common', 'json'])
    .default('common')
    .describe('Form of the access log: one line of text, or of JSON, per request.'),
  accessLogFields: accessLogFields.optional(),
  metrics: z.boolean().default(true).describe('Prometheus metrics on port 9100 of the pod.'),
  logLevel: z
    .enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR'])
    .default('INFO')
    .describe("What Traefik's own log tells."),
  dashboard: strictObject(() => ({
    host: hostName.describe('Host name; served on websecure.'),
    authSecret: secretName.describe('Secret (kubernetes.io/basic-auth, or key users) beside Traefik.'),
  }))
    .optional()
    .describe('The dashboard, only ever behind authentication.'),
  trustedIPs: list(cidr).default([]).describe('Proxies in front whose X-Forwarded-* headers are believed.'),
  allowCrossNamespace: z.boolean().default(false).describe('IngressRoutes may refer to other namespaces.'),
  allowExternalNameServices: z
    .boolean()
    .default(false)
    .describe('Routes may lead to Services of type ExternalName.'),
  insecureSkipVerify: z
    .boolean()
    .default(false)
    .describe('Do not verify the certificates of backends that speak HTTPS.'),
  plugins: list(plugin).default([]).describe('Plugins that Traefik downloads when it starts.'),
  localPlugins: list(localPlugin)
    .default([])
    .describe('Plugins whose source is in ConfigMaps, for clusters without internet.'),
  extraArguments,
  envSecrets,
  values: chartValues,
  service: traefikService.prefault({}).describe("Traefik's Services."),
  hostNetwork: z
    .boolean()
    .default(false)
    .describe("Pods in the network of their node: its interfaces, its addresses, and Traefik's ports on it."),
  ingressClassName: name.default('traefik').describe('Name of the IngressClass, which Ingresses refer to.'),
  providers: strictObject(() => ({
    kubernetesIngress: z.boolean().default(true).describe('Ingress.'),
    kubernetesCRD: z
      .boolean()
      .default(true)
      .describe('IngressRoute, Middleware and the others of traefik.io.'),
    kubernetesGateway: z.boolean().default(false).describe('HTTPRoute and the others of the Gateway API.'),
  }))
    .prefault({})
    .describe('What Traefik reads its routes from: Ingress, IngressRoute, Gateway API.'),
  gatewayCrds: z
    .literal('external')
    .optional()
    .describe(
      'external: you install the Gateway API CRDs yourself. k3s brings them with its own Traefik, and from v1.37 on without it too.',
    ),
  defaultIngressClass: z.boolean().default(true).describe('Ingresses without a class are Traefik’s.'),
})).describe('Traefik, the ingress controller.');
