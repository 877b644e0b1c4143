import * as z from 'zod';
import { coredns } from './coredns';
import { expectation } from './expect';
import { flannel } from './flannel';
import { kubelet } from './kubelet';
import { imagePullSecrets, imageRegistry, images } from './images';
import { k3s } from './k3s';
import { lan } from './lan';
import { metallb } from './metallb';
import { monitoring } from './monitoring';
import { networkPolicies } from './network-policies';
import { node } from './node';
import { manifestFile, patch } from './patches';
import { sample } from './samples';
import {
  address,
  baseFile,
  cidr,
  domain,
  hostOrAddress,
  k3sVersion,
  name,
  nodeName,
  oneOrMany,
  port,
  read,
  subjectAltName,
  text,
  list,
} from './scalars';
import { toleration } from './scheduling';
import { traefik } from './traefik';
import { vpn } from './vpn';
import { Unreadable } from '../../address';
import { strictObject } from './strict-object';

const portRange = read(
  (text) => {
    const match = /^(\d{1,5})-(\d{1,5})$/.exec(text);
    const [first, last] = [Number(match?.[1]), Number(match?.[2])];
    if (!match || first < 1 || last > 65535 || first > last) {
      throw new Unreadable(
        'is not a range of ports',
        'Write first-last, between 1 and 65535: "30000-32767".',
      );
    }
    return { first, last };
  },
  { description: 'Ports as first-last.', examples: ['30000-32767'] },
);

/** @see https://kubernetes.io/docs/setup/best-practices/cluster-large/ */
const MOST_NODES = 5000;

/** A whole profile. Everything a user can say stands here, with its default and what it is for. */
export const profileSchema = strictObject(() => ({
  extends: baseFile
    .optional()
    .describe(
      'A file _*.yaml with the values that clusters share. Maps merge; lists and single values replace.',
    ),
  k3sVersion,
  lan,
  nodes: list(node, MOST_NODES)
    .min(1)
    .describe('The machines. The first server is the one that the others join.'),
  datastore: z
    .enum(['sqlite', 'etcd', 'external'])
    .optional()
    .describe(
      'sqlite with one server, etcd with more; external: an endpoint that k3s is given on the machine.',
    ),
  registrationAddress: hostOrAddress
    .optional()
    .describe('Name or address that nodes join by, in front of all servers. Default: the first server.'),
  httpsListenPort: port.default(6443).describe('Port of the Kubernetes API and the k3s supervisor.'),
  tlsSan: list(subjectAltName)
    .default([])
    .describe("Further names and addresses in the API server's certificate."),
  clusterCidr: oneOrMany(cidr)
    .optional()
    .describe('Pod network(s). Fixed when the cluster is made. Default 10.42.0.0/16.'),
  serviceCidr: oneOrMany(cidr)
    .optional()
    .describe('Service network(s). Fixed when the cluster is made. Default 10.43.0.0/16.'),
  nodeCidrMaskSizeIpv4: z
    .int()
    .min(8)
    .max(30)
    .optional()
    .describe("Prefix length of a node's share of clusterCidr. Default 24."),
  nodeCidrMaskSizeIpv6: z.int().min(16).max(126).optional().describe('The same for IPv6. Default 64.'),
  kubelet: kubelet.prefault({}).describe('Limits of the kubelet on every node.'),
  clusterDns: oneOrMany(address)
    .optional()
    .describe('Address(es) of the cluster DNS. Default: the tenth of each serviceCidr.'),
  clusterDomain: domain.default('cluster.local'),
  serviceNodePortRange: portRange
    .prefault('30000-32767')
    .describe('Ports that Services of type NodePort and LoadBalancer get on every node.'),
  kubeProxy: strictObject(() => ({
    mode: z
      .enum(['iptables', 'ipvs', 'nftables', 'off'])
      .default('iptables')
      .describe('iptables, ipvs (deprecated), nftables, or "off" in quotes.'),
  }))
    .prefault({})
    .describe('What Services are made of on each node; off: your CNI does it.'),
  flannel: flannel.prefault({}),
  vpn: vpn.optional(),
  k3s: k3s.prefault({}),
  networkPolicy: z.boolean().default(true).describe("k3s's embedded network policy controller."),
  networkPolicies: networkPolicies.prefault({}),
  coredns: coredns.prefault({}),
  servicelb: strictObject(() => ({
    mode: z
      .enum(['packaged', 'none'])
      .optional()
      .describe('Default: packaged, or none beside a metallb without loadBalancerClass.'),
    nodes: list(nodeName).default([]).describe('Nodes that take part. Default: all.'),
    tolerations: list(toleration)
      .default([])
      .describe('Taints that its pods tolerate, beside those that they always do.'),
    pools: list(strictObject(() => ({ name, nodes: list(nodeName).min(1).describe('Its nodes.') })))
      .default([])
      .describe('Pools of nodes; a Service with the label lbpool is answered on its pool only.'),
  }))
    .prefault({})
    .describe("ServiceLB (Klipper), k3s's own load balancer."),
  metallb: metallb.optional(),
  traefik: traefik.prefault({}),
  samples: list(sample).default([]).describe('Small HTTP services to try the cluster with.'),
  monitoring: monitoring.optional(),
  imageRegistry: imageRegistry
    .optional()
    .describe('A registry that has all images that we install, under their usual names.'),
  imagePullSecrets,
  images: images.prefault({}),
  manifests: list(manifestFile)
    .default([])
    .describe("Your own manifests that belong to the cluster's network, applied with ours."),
  patches: list(patch).default([]).describe('Changes of rendered objects, in order.'),
  expect: list(expectation)
    .default([])
    .describe('Connections that must be possible, or must not be. verify checks them.'),
  silence: list(
    strictObject(() => ({
      rule: text(/^[a-z0-9-]+$/, 'the id of a rule', {
        description: 'Id of a rule.',
        examples: ['flannel-iface-missing'],
      }),
      reason: z
        .string()
        .min(1)
        .describe('Why it does not matter here.')
        .meta({ examples: ['the third server is ordered'] }),
    })),
  )
    .default([])
    .describe('Warnings and hints that you have decided to live with.'),
})).describe('One k3s cluster’s whole network. The file’s name is the cluster’s name.');

/** What the user wrote, typed, defaults filled in. */
export type Profile = z.output<typeof profileSchema>;

/** A profile as the user writes it, before it is parsed. */
export type ProfileInput = z.input<typeof profileSchema>;
