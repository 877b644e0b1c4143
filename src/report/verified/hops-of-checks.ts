import type { VerifiedFinding } from './verify-result';

/** A hop in one of the drawings. */
export type HopPlace =
  | `packet:${'pod' | 'bridge' | 'routing' | 'tunnel' | 'interface' | 'lan'}`
  | `name:${'pod' | 'service' | 'coredns' | 'upstream'}`
  | `request:${'client' | 'address' | 'node' | 'proxy' | 'traefik' | 'pod'}`
  | `announcement:${'pool' | 'nodes' | 'lan' | 'peers'}`;

/**
 * The hops that each check of `verify` looks at. `CHECKS_WITHOUT_HOP` has the other checks.
 *
 * A check marks the hop on the node that it names, and at the addresses that it names.
 */
export const HOPS_OF_CHECKS: Readonly<Record<string, readonly HopPlace[]>> = {
  'lan-address': ['packet:interface'],
  'pool-addresses': ['packet:interface', 'request:address', 'announcement:pool'],
  'default-route': ['packet:interface'],
  'router-advertisements': ['packet:interface'],
  'node-interfaces': ['packet:interface', 'request:node'],
  'node-addresses': ['packet:interface'],
  'tailnet-routes': ['packet:routing'],
  'firewall-drops': ['packet:interface', 'request:node'],
  'ip-forwarding': ['packet:routing'],
  'reverse-path-filter': ['packet:routing'],
  'route-lookup': ['packet:routing'],
  'flannel-routes': ['packet:routing'],
  'flannel-forwarding': ['packet:routing'],
  'bridge-netfilter': ['packet:bridge', 'request:proxy'],
  'cni-bridge': ['packet:bridge'],
  'cni-configuration': ['packet:pod'],
  'pod-addresses': ['packet:pod'],
  'pod-cidr': ['packet:bridge'],
  'flannel-subnet': ['packet:bridge'],
  'flannel-device': ['packet:tunnel'],
  'flannel-annotations': ['packet:tunnel'],
  'wireguard-peers': ['packet:tunnel'],
  'overlay-ping': ['packet:tunnel'],
  'kernel-features': ['packet:tunnel'],
  'lan-ping': ['packet:lan'],
  'lan-neighbours': ['packet:lan'],
  'host-owners': ['packet:lan'],
  'duplicate-identities': ['packet:lan'],
  'pod-traffic': ['packet:pod'],
  'node-ready': ['packet:pod'],
  'node-labels': ['request:node', 'announcement:nodes'],
  'kube-proxy-mode': ['name:service', 'request:proxy'],
  'service-rules': ['name:service', 'request:proxy'],
  'conntrack-size': ['request:proxy'],
  'service-addresses': ['name:service'],
  'service-endpoints': ['name:service', 'request:pod'],
  'service-cidrs': ['name:service'],
  'node-dns': ['name:service'],
  'coredns-answers': ['name:coredns'],
  'coredns-config': ['name:coredns'],
  'coredns-rewrites': ['name:coredns'],
  'coredns-forwards': ['name:upstream'],
  'network-policies': ['name:coredns', 'request:traefik'],
  'address-owners': ['request:address', 'announcement:lan'],
  'free-addresses': ['request:address', 'announcement:pool'],
  'sole-owners': ['request:address', 'announcement:lan'],
  'load-balancer-addresses': ['request:address', 'announcement:pool'],
  'bgp-sessions': ['request:node', 'announcement:peers'],
  'metallb-announced': ['request:node', 'announcement:nodes'],
  'metallb-memberlist': ['request:node', 'announcement:nodes'],
  'metallb-surplus': ['announcement:pool'],
  'other-load-balancers': ['request:address', 'announcement:pool'],
  'competing-controllers': ['request:traefik'],
  'external-ips': ['request:proxy'],
  'host-ports': ['request:node'],
  'host-routes': ['request:traefik'],
  'ingress-class': ['request:traefik'],
  'sample-answers': ['request:pod'],
  'sample-certificates': ['request:traefik'],
  'workloads-ready': ['request:pod'],
  'address-conflicts': ['packet:interface'],
  'dhcp-offers': ['packet:interface', 'announcement:pool'],
  'machine-clones': ['packet:lan'],
  'name-servers': ['name:upstream'],
  'pool-answers': ['request:address', 'announcement:pool'],
};

/** The hop of a component, for a check that compares objects of several components. */
const HOPS_OF_COMPONENTS: Readonly<Record<string, HopPlace>> = {
  coredns: 'name:coredns',
  traefik: 'request:traefik',
  metallb: 'announcement:nodes',
  servicelb: 'request:node',
};

/** The checks that mark the hops of the components that a finding names. */
const CHECKS_OF_COMPONENTS: readonly string[] = ['network-policies', 'workloads-ready'];

/** Why no drawing marks a check. */
export const CHECKS_WITHOUT_HOP: Readonly<Record<string, string>> = {
  'api-certificate': 'it is about the API server, which no drawing shows',
  'api-port': 'it is about the API server, which no drawing shows',
  'api-server': 'it is about the API server, which no drawing shows',
  'busy-ports': 'the table of ports has the port',
  'cgroup-controllers': 'it is about a setting of the kernel that no packet depends on',
  'clock-skew': 'it is about the clocks of the nodes',
  'deployed-manifests': 'it is about files, not about packets',
  'disk-space': 'it is about files, not about packets',
  expectations: 'the profile names both ends of each expectation, and no drawing shows them',
  'helm-charts': 'it is about objects, not about packets',
  'host-names': 'it is about the name of the machine, not about packets',
  'k3s-addons': 'it is about objects, not about packets',
  'k3s-arguments': 'it is about the configuration of k3s, which decides every hop',
  'k3s-config': 'it is about the configuration of k3s, which decides every hop',
  'k3s-version': 'it is about the version of k3s, which every hop depends on',
  'kernel-limits': 'it is about a setting of the kernel that no packet depends on',
  'kubelet-port': 'it is about the kubelet, which no drawing shows',
  'max-pods': 'it is about the number of pods, not about packets',
  'metallb-webhooks': "it is about MetalLB's webhooks, which no drawing shows",
  'objects-as-written': 'it is about objects, not about packets',
  'packaged-parts-off': 'it is about components that the profile disables',
  'secrets-exist': 'it is about objects, not about packets',
  'swap-off': 'it is about the memory of the node, not about packets',
  'webhook-services': 'it is about webhooks, which no drawing shows',
};

/** The hops that a finding marks. */
export function findHops({ check, components }: VerifiedFinding): readonly HopPlace[] {
  const own = CHECKS_OF_COMPONENTS.includes(check)
    ? components.flatMap((component) => HOPS_OF_COMPONENTS[component] ?? [])
    : [];
  return own.length > 0 ? own : (HOPS_OF_CHECKS[check] ?? []);
}
