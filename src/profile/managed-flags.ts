/**
 * Flags of k3s that keys of the profile decide, each with the key.
 *
 * @see https://docs.k3s.io/cli/server
 */
const MANAGED: Readonly<Record<string, string>> = {
  'cluster-cidr': 'clusterCidr',
  'cluster-dns': 'clusterDns',
  'cluster-domain': 'clusterDomain',
  'cluster-init': 'datastore',
  'disable-kube-proxy': 'kubeProxy.mode',
  'disable-network-policy': 'networkPolicy',
  'flannel-backend': 'flannel.backend',
  'flannel-conf': 'flannel',
  'flannel-external-ip': 'flannel.externalIp',
  'flannel-iface': 'nodes[].flannelIface',
  'flannel-ipv6-masq': 'flannel.ipv6Masq',
  'https-listen-port': 'httpsListenPort',
  'no-flannel': 'flannel.backend',
  'node-external-ip': 'nodes[].nodeExternalIp',
  'node-ip': 'nodes[].nodeIp',
  'node-label': 'nodes[].nodeLabel',
  'node-name': 'nodes[].name',
  'node-taint': 'nodes[].nodeTaint',
  server: 'registrationAddress',
  'service-cidr': 'serviceCidr',
  'service-node-port-range': 'serviceNodePortRange',
  'tls-san': 'tlsSan',
  'vpn-auth-file': 'vpn.authFile',
  'with-node-id': 'nodes[].name',
};

/** Elements of list flags that keys of the profile decide: the element up to its `=`, and the key. */
const MANAGED_ELEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  disable: { coredns: 'coredns.mode', servicelb: 'servicelb.mode', traefik: 'traefik.mode' },
  'kube-apiserver-arg': {
    'service-cluster-ip-range': 'serviceCidr',
    'service-node-port-range': 'serviceNodePortRange',
  },
  'kube-controller-manager-arg': {
    'cluster-cidr': 'clusterCidr',
    'node-cidr-mask-size': 'nodeCidrMaskSizeIpv4',
    'node-cidr-mask-size-ipv4': 'nodeCidrMaskSizeIpv4',
    'node-cidr-mask-size-ipv6': 'nodeCidrMaskSizeIpv6',
    'service-cluster-ip-range': 'serviceCidr',
  },
  'kube-proxy-arg': {
    'cluster-cidr': 'clusterCidr',
    'ipvs-strict-arp': 'kubeProxy.mode',
    'proxy-mode': 'kubeProxy.mode',
  },
  'kubelet-arg': {
    'cluster-dns': 'clusterDns',
    'cluster-domain': 'clusterDomain',
    'hostname-override': 'nodes[].name',
    'max-pods': 'kubelet.maxPods',
    'node-ip': 'nodes[].nodeIp',
    'node-labels': 'nodes[].nodeLabel',
    'register-with-taints': 'nodes[].nodeTaint',
  },
};

/** The key of the profile that decides a flag of k3s; undefined where none does. */
export function findManagingKey(flag: string): string | undefined {
  return Object.hasOwn(MANAGED, flag) ? MANAGED[flag] : undefined;
}

/** The key of the profile that decides one element of a list: `traefik` of `disable`, `proxy-mode=…` of `kube-proxy-arg`. */
export function findManagingKeyOfElement(flag: string, element: string): string | undefined {
  const elements = Object.hasOwn(MANAGED_ELEMENTS, flag) ? MANAGED_ELEMENTS[flag] : undefined;
  const name = element.replace(/^--/, '').replace(/=.*$/s, '');
  return elements !== undefined && Object.hasOwn(elements, name) ? elements[name] : undefined;
}
