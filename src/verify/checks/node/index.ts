import type { NodeCheck } from '../../check';
import { bridgeNetfilter } from './bridge-netfilter';
import { cniBridge } from './cni-bridge';
import { defaultRoute } from './default-route';
import { deployedManifests } from './deployed-manifests';
import { firewallDrops } from './firewall-drops';
import { flannelAnnotations } from './flannel-annotations';
import { flannelDevice } from './flannel-device';
import { flannelForwarding } from './flannel-forwarding';
import { flannelRoutes } from './flannel-routes';
import { flannelSubnet } from './flannel-subnet';
import { ipForwarding } from './ip-forwarding';
import { k3sArguments } from './k3s-arguments';
import { k3sConfig } from './k3s-config';
import { k3sVersion } from './k3s-version';
import { kernelFeatures } from './kernel-features';
import { kubeProxyMode } from './kube-proxy-mode';
import { lanAddress } from './lan-address';
import { nodeAddresses } from './node-addresses';
import { nodeInterfaces } from './node-interfaces';
import { nodeLabels } from './node-labels';
import { nodeReady } from './node-ready';
import { podCidr } from './pod-cidr';
import { poolAddresses } from './pool-addresses';
import { reversePathFilter } from './reverse-path-filter';
import { routeLookup } from './route-lookup';
import { routerAdvertisements } from './router-advertisements';
import { serviceRules } from './service-rules';
import { tailnetRoutes } from './tailnet-routes';
import { wireguardPeers } from './wireguard-peers';
import { maxPods } from './max-pods';
import { cniConfiguration } from './cni-configuration';
import { podAddresses } from './pod-addresses';
import { conntrackSize } from './conntrack-size';

/** The checks of each node by itself, from the interface up. */
export const NODE_CHECKS: readonly NodeCheck[] = [
  lanAddress,
  nodeInterfaces,
  poolAddresses,
  defaultRoute,
  routerAdvertisements,
  ipForwarding,
  reversePathFilter,
  bridgeNetfilter,
  kernelFeatures,
  firewallDrops,
  k3sConfig,
  k3sArguments,
  k3sVersion,
  deployedManifests,
  nodeAddresses,
  nodeReady,
  nodeLabels,
  podCidr,
  maxPods,
  kubeProxyMode,
  serviceRules,
  conntrackSize,
  flannelDevice,
  flannelAnnotations,
  flannelSubnet,
  flannelRoutes,
  tailnetRoutes,
  routeLookup,
  flannelForwarding,
  wireguardPeers,
  cniConfiguration,
  podAddresses,
  cniBridge,
];
