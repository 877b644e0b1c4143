import type { ProfilePath } from '../../diagnostics';

/** Where the profile says what a flag of k3s says. */
export interface FlagAdvice {
  readonly hint: string;
  /** The profile's place for it, if there is one: it was set, so its default is not what the user wants. */
  readonly path?: ProfilePath;
}

/** Secrets have no key, so that a profile can be shown to anyone. */
const SECRET: FlagAdvice = { hint: 'A profile holds no secrets. Give it to k3s on the machine.' };

const PER_NODE: FlagAdvice = { hint: 'It belongs to a node: write it in an entry of nodes.' };

/**
 * Flags of k3s without a namesake in the profile, in camelCase.
 *
 * @see https://docs.k3s.io/cli/server
 */
const FLAGS: Readonly<Record<string, FlagAdvice>> = {
  agentToken: SECRET,
  clusterInit: {
    hint: 'It follows from the number of servers. Write datastore: etcd to have etcd with one.',
    path: ['datastore'],
  },
  datastoreEndpoint: {
    hint: 'It carries a password: write datastore: external, and give it to k3s on the machine.',
    path: ['datastore'],
  },
  disable: { hint: 'Write mode: none, or mode: standalone, under the part: coredns, servicelb or traefik.' },
  disableKubeProxy: {
    hint: 'Write kubeProxy: { mode: off } with off in quotes.',
    path: ['kubeProxy', 'mode'],
  },
  disableNetworkPolicy: { hint: 'Write networkPolicy: false.', path: ['networkPolicy'] },
  flannelBackend: { hint: 'Write flannel: { backend: … }.', path: ['flannel', 'backend'] },
  flannelConf: { hint: 'It is made of the options under flannel: vni, port, mtu and so on.' },
  flannelExternalIp: { hint: 'Write flannel: { externalIp: true }.', path: ['flannel', 'externalIp'] },
  flannelIface: {
    hint: 'Write it in an entry of nodes, or flannel: { iface: … } for all of them.',
    path: ['flannel', 'iface'],
  },
  flannelIpv6Masq: { hint: 'Write flannel: { ipv6Masq: true }.', path: ['flannel', 'ipv6Masq'] },
  kubeControllerManagerArg: {
    hint: 'For the share of a node, write nodeCidrMaskSizeIpv4 and nodeCidrMaskSizeIpv6; others stay in your own k3s config.',
  },
  kubeProxyArg: { hint: 'Write kubeProxy: { mode: … }.', path: ['kubeProxy', 'mode'] },
  kubeletArg: {
    hint: 'For max-pods, write kubelet: { maxPods: … }; others stay in your own k3s config.',
    path: ['kubelet', 'maxPods'],
  },
  maxPods: { hint: 'Write kubelet: { maxPods: … }.', path: ['kubelet', 'maxPods'] },
  nodeExternalIp: PER_NODE,
  nodeIp: PER_NODE,
  nodeLabel: PER_NODE,
  nodeName: { hint: 'Write it as the name of an entry of nodes.' },
  nodeTaint: PER_NODE,
  server: {
    hint: 'Nodes join by the first server. Write registrationAddress for another address.',
    path: ['registrationAddress'],
  },
  token: SECRET,
  version: { hint: 'Write k3sVersion.', path: ['k3sVersion'] },
};

/** What to write instead of a flag of k3s at the top of a profile. */
export function findFlagAdvice(key: string): FlagAdvice | undefined {
  return Object.hasOwn(FLAGS, key) ? FLAGS[key] : undefined;
}
