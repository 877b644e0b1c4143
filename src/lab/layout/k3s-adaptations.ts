import type { NodeConfig } from '../../k3s';
import type { NetworkPlan, NodePlan } from '../../plan';
import type { HostFacts } from '../host/host-facts';
import type { ImageChoice } from './images';

/** Something that k3s has to be told in the lab and not on hardware. */
export interface Adaptation {
  /** What it changes, for a person; undefined where the network is the same. */
  readonly difference?: string;
  /** What one node's k3s is told. Lists are appended to those of the profile. */
  config(node: NodePlan): NodeConfig;
}

/** What the machine and the images force upon the lab, in the order in which it is said. */
export function k3sAdaptations(
  plan: NetworkPlan,
  host: HostFacts,
  images: ImageChoice | undefined,
): readonly Adaptation[] {
  return [
    ...cgroups(host),
    ...wireguard(plan, host),
    ...ipvs(plan, host),
    ...standInCni(plan),
    ...datastore(plan),
    ...pauseImage(images),
    ...missingParts(images),
  ];
}

/** A node's further config: all adaptations in one. */
export function adaptedConfig(adaptations: readonly Adaptation[], node: NodePlan): NodeConfig {
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

/** What only servers are told: an agent ends on a key that it does not know. */
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

function ipvs({ kubeProxy }: NetworkPlan, host: HostFacts): Adaptation[] {
  if (kubeProxy.mode !== 'ipvs' || host.ipvs) return [];
  return [
    {
      difference: 'this kernel has no IPVS: kube-proxy is in iptables mode',
      config: () => ({ 'kube-proxy-arg+': ['proxy-mode=iptables'] }),
    },
  ];
}

/** Whoever brings a CNI of his own brings what stands in for kube-proxy too; the lab's has nothing of the kind. */
function standInCni({ flannel, kubeProxy }: NetworkPlan): Adaptation[] {
  if (flannel.backend !== 'none') return [];
  const difference =
    'flannel is none: a plain bridge CNI with static routes stands in for yours, without network policies';
  if (kubeProxy.mode !== 'off') return [{ difference, config: () => NOTHING }];
  return [
    {
      difference: `${difference}, and kube-proxy for what yours makes of Services`,
      config: onServers({ 'disable-kube-proxy': false }),
    },
  ];
}

function datastore({ datastore, servers, registration }: NetworkPlan): Adaptation[] {
  if (datastore !== 'external') return [];
  const [first, ...others] = servers;
  if (others.length === 0) {
    return [{ difference: 'the datastore is sqlite in place of the external one', config: () => NOTHING }];
  }
  return [
    {
      difference: 'the datastore is embedded etcd in place of the external one',
      config: (node) =>
        node === first ? { 'cluster-init': true } : onServers({ server: registration.url })(node),
    },
  ];
}

/** Any pause image does, and archives seldom have the very tag that k3s names. */
function pauseImage(images: ImageChoice | undefined): Adaptation[] {
  const image = images?.pauseImage;
  return image === undefined ? [] : [{ config: () => ({ 'pause-image': image }) }];
}

function missingParts(images: ImageChoice | undefined): Adaptation[] {
  const parts = images?.missingParts ?? [];
  if (parts.length === 0) return [];
  return [
    {
      difference: `left out, since no archive has their images: ${parts.join(', ')}`,
      config: onServers({ 'disable+': parts }),
    },
  ];
}
