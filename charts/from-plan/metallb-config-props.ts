import type {
  BFDProfileProps,
  BGPAdvertisementProps,
  BGPPeerProps,
  IPAddressPoolProps,
  L2AdvertisementProps,
} from '../../constructs/metallb';
import type {
  BFDProfilePlan,
  BGPAdvertisementPlan,
  BGPPeerPlan,
  IPAddressPoolPlan,
  L2AdvertisementPlan,
  NetworkPlan,
} from '../../src/plan';
import type { MetalLbConfigChartProps } from '../metallb-config-chart';
import { omitEmptyList, omitUndefined } from './omit';

export function deriveMetalLbConfigProps({ metallb }: NetworkPlan): MetalLbConfigChartProps | undefined {
  if (metallb === undefined) return undefined;
  return {
    pools: metallb.ipAddressPools.map(derivePool),
    communities: metallb.communities.map(({ name, value }) => ({ name, value })),
    bfdProfiles: metallb.bfdProfiles.map(deriveBfdProfile),
    peers: metallb.bgpPeers.map(derivePeer),
    l2Advertisements: metallb.l2Advertisements.map(deriveL2Advertisement),
    bgpAdvertisements: metallb.bgpAdvertisements.map(deriveBgpAdvertisement),
  };
}

function derivePool({
  name,
  addresses,
  autoAssign,
  avoidBuggyIPs,
  serviceAllocation,
}: IPAddressPoolPlan): IPAddressPoolProps {
  return omitUndefined<IPAddressPoolProps>({
    name,
    addresses: addresses.map(String),
    autoAssign: autoAssign ? undefined : false,
    avoidBuggyIPs: avoidBuggyIPs || undefined,
    serviceAllocation,
  });
}

function derivePeer(plan: BGPPeerPlan): BGPPeerProps {
  return omitUndefined<BGPPeerProps>({
    name: plan.name,
    myASN: plan.myASN,
    peerASN: plan.peerASN,
    localASN: plan.localASN,
    dynamicASN: plan.dynamicASN,
    peerAddress: plan.peerAddress?.toString(),
    interface: plan.interface,
    peerPort: plan.peerPort === 179 ? undefined : plan.peerPort,
    sourceAddress: plan.sourceAddress?.toString(),
    routerID: plan.routerID?.toString(),
    holdTimeSeconds: plan.holdTimeSeconds,
    keepaliveTimeSeconds: plan.keepaliveTimeSeconds,
    connectTimeSeconds: plan.connectTimeSeconds,
    ebgpMultiHop: plan.ebgpMultiHop || undefined,
    bfdProfile: plan.bfdProfile,
    passwordSecret: plan.passwordSecret,
    enableGracefulRestart: plan.enableGracefulRestart || undefined,
    vrf: plan.vrf,
    dualStackAddressFamily: plan.dualStackAddressFamily || undefined,
    nodeSelectors: plan.nodeSelectors,
  });
}

function deriveBfdProfile(plan: BFDProfilePlan): BFDProfileProps {
  return omitUndefined<BFDProfileProps>({
    name: plan.name,
    receiveInterval: plan.receiveInterval,
    transmitInterval: plan.transmitInterval,
    echoInterval: plan.echoInterval,
    detectMultiplier: plan.detectMultiplier,
    minimumTtl: plan.minimumTtl,
    echoMode: plan.echoMode || undefined,
    passiveMode: plan.passiveMode || undefined,
  });
}

function deriveL2Advertisement(plan: L2AdvertisementPlan): L2AdvertisementProps {
  return omitUndefined<L2AdvertisementProps>({
    name: plan.name,
    ipAddressPools: plan.ipAddressPools,
    interfaces: plan.interfaces,
    serviceSelectors: omitEmptyList(plan.serviceSelectors),
    nodeSelectors: plan.nodeSelectors,
  });
}

function deriveBgpAdvertisement(plan: BGPAdvertisementPlan): BGPAdvertisementProps {
  return omitUndefined<BGPAdvertisementProps>({
    name: plan.name,
    ipAddressPools: plan.ipAddressPools,
    aggregationLength: plan.aggregationLength === 32 ? undefined : plan.aggregationLength,
    aggregationLengthV6: plan.aggregationLengthV6 === 128 ? undefined : plan.aggregationLengthV6,
    localPref: plan.localPref,
    communities: plan.communities,
    peers: plan.peers,
    serviceSelectors: omitEmptyList(plan.serviceSelectors),
    nodeSelectors: plan.nodeSelectors,
  });
}
