import type { NetworkPlan, NodePlan } from '../plan';
import { DEFAULT_MAX_PODS } from '../releases';
import { addExtraConfig } from './extra-config';
import { FLANNEL_CONF_PATH } from './flannel-conf';
import type { NodeConfig } from './node-config-values';

/** Port that k3s listens on unless told otherwise. */
const DEFAULT_PORT = 6443;

/**
 * What one node's k3s is told of the network. Agents get only what agents take: an agent ends on a key that it
 * does not know.
 *
 * @see https://docs.k3s.io/installation/configuration#configuration-file
 */
export function nodeConfig(plan: NetworkPlan, node: NodePlan): NodeConfig {
  const config = {
    ...(node.role === 'server' ? serverConfig(plan, node) : { server: plan.registration.url }),
    ...everyNode(plan, node),
  };
  return addExtraConfig(config, plan, node);
}

/** What servers and agents take alike. */
function everyNode(plan: NetworkPlan, node: NodePlan): NodeConfig {
  return {
    'node-name': node.name,
    'node-ip': node.nodeIp.join(','),
    ...(node.nodeExternalIp.length > 0 && { 'node-external-ip': node.nodeExternalIp.join(',') }),
    ...(plan.vpn !== undefined && { 'vpn-auth-file': plan.vpn.authFile }),
    ...(plan.vpn === undefined &&
      plan.flannel.backend !== 'none' &&
      node.flannelIface !== undefined && { 'flannel-iface': node.flannelIface }),
    ...(plan.flannel.needsConf && { 'flannel-conf': FLANNEL_CONF_PATH }),
    ...(node.nodeLabel.length > 0 && { 'node-label+': node.nodeLabel }),
    // Not appended: k3s does not start where two of its files have a taint with the same key and effect.
    ...(node.nodeTaint.length > 0 && { 'node-taint': node.nodeTaint }),
    ...kubeProxyConfig(plan),
    ...kubeletConfig(node),
  };
}

function kubeProxyConfig({ kubeProxy }: NetworkPlan): NodeConfig {
  if (kubeProxy.mode === 'iptables' || kubeProxy.mode === 'off') return {};
  // With IPVS every service address sits on a local interface, and nodes would answer ARP for MetalLB's.
  const strictArp = kubeProxy.mode === 'ipvs' ? ['ipvs-strict-arp=true'] : [];
  return { 'kube-proxy-arg+': [`proxy-mode=${kubeProxy.mode}`, ...strictArp] };
}

function kubeletConfig({ kubelet }: NodePlan): NodeConfig {
  return kubelet.maxPods === DEFAULT_MAX_PODS ? {} : { 'kubelet-arg+': [`max-pods=${kubelet.maxPods}`] };
}

/** Everything here but the first line of each kind is the same on all servers: k3s refuses a server that differs. */
function serverConfig(plan: NetworkPlan, node: NodePlan): NodeConfig {
  return {
    ...joinConfig(plan, node),
    ...(plan.registration.port !== DEFAULT_PORT && { 'https-listen-port': plan.registration.port }),
    ...tlsSanConfig(plan),
    'cluster-cidr': plan.clusterCidr.join(','),
    'service-cidr': plan.serviceCidr.join(','),
    'service-node-port-range': `${plan.serviceNodePortRange.first}-${plan.serviceNodePortRange.last}`,
    'cluster-dns': plan.clusterDns.join(','),
    'cluster-domain': plan.clusterDomain,
    // With a VPN k3s replaces it on each node; another value than none only has to be the same on all servers.
    'flannel-backend': plan.flannel.backend === 'tailscale' ? 'vxlan' : plan.flannel.backend,
    ...(plan.flannel.externalIp && { 'flannel-external-ip': true }),
    ...(plan.flannel.ipv6Masq && { 'flannel-ipv6-masq': true }),
    ...(!plan.networkPolicy && { 'disable-network-policy': true }),
    ...(plan.kubeProxy.mode === 'off' && { 'disable-kube-proxy': true }),
    ...(plan.disable.length > 0 && { 'disable+': plan.disable }),
    ...maskSizeConfig(plan),
  };
}

/** The first server begins an etcd cluster, the others join it. With an external datastore all are alike. */
function joinConfig({ datastore, servers, registration }: NetworkPlan, node: NodePlan): NodeConfig {
  if (datastore !== 'etcd') return {};
  return node === servers[0] ? { 'cluster-init': true } : { server: registration.url };
}

function tlsSanConfig({ registration, tlsSan }: NetworkPlan): NodeConfig {
  const names = [...(registration.fixed ? [registration.address] : []), ...tlsSan];
  return names.length > 0 ? { 'tls-san+': [...new Set(names)] } : {};
}

/** Kubernetes's own flags, needed where a node's share is not the usual /24 or /64. */
function maskSizeConfig({ clusterCidr, nodeCidrMaskSize }: NetworkPlan): NodeConfig {
  const usual = { 4: 24, 6: 64 };
  const args = clusterCidr
    .filter(({ family }) => nodeCidrMaskSize[family] !== usual[family])
    .map(({ family }) => `node-cidr-mask-size-ipv${family}=${nodeCidrMaskSize[family]}`);
  return args.length > 0 ? { 'kube-controller-manager-arg+': args } : {};
}
