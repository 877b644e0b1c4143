import { directRoutingWithoutNeighbours } from './direct-routing-without-neighbours';
import { flannelExternalIpMissing } from './flannel-external-ip-missing';
import { flannelExternalIpShared } from './flannel-external-ip-shared';
import { flannelExternalIpUnencrypted } from './flannel-external-ip-unencrypted';
import { flannelMtuTooLarge } from './flannel-mtu-too-large';
import { flannelOptionWithoutEffect } from './flannel-option-without-effect';
import { flannelPortTaken } from './flannel-port-taken';
import { hostGwAcrossSegments } from './host-gw-across-segments';
import { hostGwExternalIp } from './host-gw-external-ip';
import { ipv6MasqMissing } from './ipv6-masq-missing';
import { ipv6PodsDelegated } from './ipv6-pods-delegated';
import { ipv6PodsGlobal } from './ipv6-pods-global';
import { kubeProxyIpvsDeprecated } from './kube-proxy-ipvs-deprecated';
import { kubeProxyNftablesTooEarly } from './kube-proxy-nftables-too-early';
import { kubeProxyOffWithFlannel } from './kube-proxy-off-with-flannel';
import { networkPolicyBesideOwnCni } from './network-policy-beside-own-cni';
import { podMtuBelowIpv6Minimum } from './pod-mtu-below-ipv6-minimum';
import { vxlanInterfaceNameTooLong } from './vxlan-interface-name-too-long';
import { vxlanOnPublicNetwork } from './vxlan-on-public-network';
import { wireguardKeepaliveOff } from './wireguard-keepalive-off';
import type { NetworkRule } from '../network-rule';

export const flannel: readonly NetworkRule[] = [
  directRoutingWithoutNeighbours,
  flannelExternalIpMissing,
  flannelExternalIpShared,
  flannelExternalIpUnencrypted,
  flannelMtuTooLarge,
  flannelOptionWithoutEffect,
  flannelPortTaken,
  hostGwAcrossSegments,
  hostGwExternalIp,
  ipv6MasqMissing,
  ipv6PodsDelegated,
  ipv6PodsGlobal,
  kubeProxyIpvsDeprecated,
  kubeProxyNftablesTooEarly,
  kubeProxyOffWithFlannel,
  networkPolicyBesideOwnCni,
  podMtuBelowIpv6Minimum,
  vxlanInterfaceNameTooLong,
  vxlanOnPublicNetwork,
  wireguardKeepaliveOff,
];
