import type { NodeConfig } from '../../k3s';
import type { NetworkPlan, NodePlan } from '../../plan';
import type { HostFacts } from '../host/host-facts';
import type { ImageChoice } from './images';

/** Configuration that k3s needs in the lab and not on hardware. */
export interface Adaptation {
  /** Description of the difference for the user; undefined where the network is the same. */
  readonly difference?: string;
  /** Configuration of one node. Lists are appended to those of the profile. */
  config(node: NodePlan): NodeConfig;
}

/** Lists the adaptations that the host and the images require, in the order in which they are printed. */
export function listAdaptations(
  plan: NetworkPlan,
  host: HostFacts,
  images: ImageChoice | undefined,
): readonly Adaptation[] {
  return [
    ...cgroups(host),
    ...wireguard(plan, host),
    ...tailnet(plan),
    ...ipvs(plan, host),
    ...standInCni(plan),
    ...datastore(plan),
    ...pauseImage(images),
    ...missingComponents(images),
  ];
}

/** Merges the adaptations of a node into one configuration. */
export function mergeAdaptations(adaptations: readonly Adaptation[], node: NodePlan): NodeConfig {
  const merged: Record<string, NodeConfig[string]> = {};
  for (const [key, value] of adaptations.flatMap((adaptation) => Object.entries(adaptation.config(node)))) {
    const known = merged[key];
    merged[key] = isList(known) && isList(value) ? [...known, ...value] : value;
  }
  return merged;
}

function isList(value: NodeConfig[string] | undefined): value is readonly string[] {
  return Array.isArray(value);
}

const NOTHING: NodeConfig = {};

/** Configuration of servers. An agent exits on an unknown key. */
function onServers(config: NodeConfig): Adaptation['config'] {
  return ({ role }) => (role === 'server' ? config : NOTHING);
}

/** The kubelet refuses cgroup v1 since Kubernetes v1.35. */
function cgroups({ cgroups }: HostFacts): Adaptation[] {
  if (cgroups.every(({ version }) => version === 2)) return [];
  return [{ config: () => ({ 'kubelet-arg+': ['fail-cgroupv1=false'] }) }];
}

function wireguard({ flannel }: NetworkPlan, host: HostFacts): Adaptation[] {
  if (flannel.backend !== 'wireguard-native' || host.wireguard) return [];
  return [
    {
      difference:
        'this kernel has no WireGuard: flannel is host-gw, so nothing is encrypted and pods have the MTU of the LAN',
      config: ({ role }) => ({
        ...(role === 'server' && { 'flannel-backend': 'host-gw' }),
        ...(flannel.needsConf && { 'flannel-conf': '' }),
      }),
    },
  ];
}

/** A tailnet needs Tailscale's servers, and its auth file a key. */
function tailnet({ vpn, flannel }: NetworkPlan): Adaptation[] {
  if (vpn === undefined) return [];
  const difference =
    flannel.backend === 'none'
      ? 'no node joins a tailnet: tailscale0 is a cable'
      : 'no node joins a tailnet: tailscale0 is a cable, and flannel is host-gw';
  return [
    {
      difference,
      config: ({ role }) => ({
        'vpn-auth-file': '',
        ...(flannel.backend !== 'none' && role === 'server' && { 'flannel-backend': 'host-gw' }),
        ...(flannel.backend !== 'none' && { 'flannel-iface': 'tailscale0' }),
      }),
    },
  ];
}

function ipvs({ kubeProxy }: NetworkPlan, host: HostFacts): Adaptation[] {
  if (kubeProxy.mode !== 'ipvs' || host.ipvs) return [];
  return [
    {
      difference: 'this kernel has no IPVS: kube-proxy is in iptables mode',
      config: () => ({ 'kube-proxy-arg+': ['proxy-mode=iptables'] }),
    },
  ];
}

/** The user's CNI may replace kube-proxy; the lab's own CNI does not. */
function standInCni({ flannel, kubeProxy }: NetworkPlan): Adaptation[] {
  if (flannel.backend !== 'none') return [];
  const difference =
    'flannel is none: a bridge CNI with static routes replaces yours, without network policies';
  if (kubeProxy.mode !== 'off') return [{ difference, config: () => NOTHING }];
  return [
    {
      difference: `${difference}, and kube-proxy replaces what yours does for Services`,
      config: onServers({ 'disable-kube-proxy': false }),
    },
  ];
}

function datastore({ datastore, servers, registration }: NetworkPlan): Adaptation[] {
  if (datastore !== 'external') return [];
  const [first, ...others] = servers;
  if (others.length === 0) {
    return [{ difference: 'the datastore is SQLite instead of the external one', config: () => NOTHING }];
  }
  return [
    {
      difference: 'the datastore is embedded etcd instead of the external one',
      config: (node) =>
        node === first ? { 'cluster-init': true } : onServers({ server: registration.url })(node),
    },
  ];
}

/** Any pause image works, and archives seldom have the tag that k3s uses. */
function pauseImage(images: ImageChoice | undefined): Adaptation[] {
  const image = images?.pauseImage;
  return image === undefined ? [] : [{ config: () => ({ 'pause-image': image }) }];
}

function missingComponents(images: ImageChoice | undefined): Adaptation[] {
  const components = images?.missingComponents ?? [];
  if (components.length === 0) return [];
  return [
    {
      difference: `disabled, since no archive has their images: ${components.join(', ')}`,
      config: onServers({ 'disable+': components }),
    },
  ];
}
