import * as z from 'zod';
import { address, list, name, oneOrMany, port, text } from '../scalars';
import { strictObject } from '../strict-object';

const metadataKey = z
  .string()
  .regex(/^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/, {
    error: 'the key of an annotation or label (a name, or a domain and a name)',
  });

const annotations = z.record(metadataKey, z.string());

const labels = z.record(
  metadataKey,
  text(/^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, 'the value of a label', {
    description: 'Value of a label.',
    examples: ['edge'],
  }),
);

const ipFamilyPolicy = z
  .enum(['SingleStack', 'PreferDualStack', 'RequireDualStack'])
  .optional()
  .describe('How many of the IP families it has. Default: all, or those of its fixed addresses.');

const ipFamilies = list(z.enum(['IPv4', 'IPv6']))
  .max(2)
  .default([])
  .describe("Its IP families, the primary one first. Default: the cluster's order.");

const serviceType = z.enum(['LoadBalancer', 'ClusterIP', 'NodePort']).default('LoadBalancer');

/** @see https://github.com/traefik/traefik-helm-chart/blob/master/traefik/VALUES.md */
export const traefikService = strictObject(() => ({
  type: serviceType.describe(
    'ClusterIP: reached by a tunnel or by hostPort only. NodePort: on a port of every node.',
  ),
  annotations: annotations
    .default({})
    .describe('For other load balancers, external-dns and the like.')
    .meta({ examples: [{ 'external-dns.alpha.kubernetes.io/hostname': 'apps.example.com' }] }),
  labels: labels
    .default({})
    .describe('Labels beside those of k3s-netstack.')
    .meta({ examples: [{ tier: 'edge' }] }),
  ipFamilyPolicy,
  ipFamilies,
  additionalServices: list(
    strictObject(() => ({
      name: name.describe('The Service is called traefik-<name>.').meta({ examples: ['internal'] }),
      type: serviceType.describe('As of the main Service.'),
      entryPoints: list(name)
        .min(1)
        .default(['web', 'websecure'])
        .describe('The entryPoints that it exposes, each on the same port as the main Service.'),
      loadBalancerIPs: oneOrMany(address).optional().describe('MetalLB: fixed address(es).'),
      ipAddressPool: name.optional().describe('MetalLB: the pool to take an address from.'),
      externalTrafficPolicy: z
        .enum(['Cluster', 'Local'])
        .default('Cluster')
        .describe('Local keeps client addresses, and only nodes with a Traefik pod answer.'),
      annotations: annotations.default({}).describe('For other load balancers, external-dns and the like.'),
      ipFamilyPolicy,
      ipFamilies,
    })),
  )
    .default([])
    .describe('Further Services of the same pods: an internal and an external address.'),
}));

/** The ports of an entryPoint outside the pod. */
export const outsidePorts = {
  nodePort: port
    .optional()
    .describe(
      'Fixed port on every node (type NodePort or LoadBalancer). Default: any of serviceNodePortRange.',
    ),
  hostPort: port.optional().describe('Port on the nodes that run Traefik, without a load balancer.'),
};
