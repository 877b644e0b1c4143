import type {
  BFDProfileProps,
  BGPAdvertisementProps,
  BGPPeerProps,
  CommunityAlias,
  IPAddressPoolProps,
  L2AdvertisementProps,
} from '../constructs/metallb';
import {
  BFDProfile,
  BGPAdvertisement,
  BGPPeer,
  Community,
  IPAddressPool,
  L2Advertisement,
} from '../constructs/metallb';
import type { BFDProfilePlan, BGPAdvertisementPlan, BGPPeerPlan, IPAddressPoolPlan } from '../src/plan';
import type { ClusterChart } from './cluster-chart';
import { defined } from './defined';

interface MetalLbConfigProps {
  readonly pools: readonly IPAddressPoolProps[];
  readonly communities: readonly CommunityAlias[];
  readonly bfdProfiles: readonly BFDProfileProps[];
  readonly peers: readonly BGPPeerProps[];
  readonly l2Advertisements: readonly L2AdvertisementProps[];
  readonly bgpAdvertisements: readonly BGPAdvertisementProps[];
}

/** What MetalLB is to announce. After its programs: their webhook refuses it before they run. */
export const metallbConfig: ClusterChart<MetalLbConfigProps> = {
  number: '50',
  part: 'metallb-config',

  props({ metallb }) {
    if (metallb === undefined) return undefined;
    return {
      pools: metallb.ipAddressPools.map(pool),
      communities: metallb.communities.map(({ name, value }) => ({ name, value })),
      bfdProfiles: metallb.bfdProfiles.map(bfdProfile),
      peers: metallb.bgpPeers.map(peer),
      l2Advertisements: metallb.l2Advertisements.map(
        ({ name, ipAddressPools, interfaces, nodeSelectors }) => ({
          ...{ name, ipAddressPools, interfaces, nodeSelectors },
        }),
      ),
      bgpAdvertisements: metallb.bgpAdvertisements.map(bgpAdvertisement),
    };
  },

  build(chart, { pools, communities, bfdProfiles, peers, l2Advertisements, bgpAdvertisements }) {
    for (const props of pools) new IPAddressPool(chart, `pool-${props.name}`, props);
    if (communities.length > 0) new Community(chart, 'communities', { name: 'communities', communities });
    for (const props of bfdProfiles) new BFDProfile(chart, `bfd-${props.name}`, props);
    for (const props of peers) new BGPPeer(chart, `peer-${props.name}`, props);
    for (const props of l2Advertisements) new L2Advertisement(chart, `l2-${props.name}`, props);
    for (const props of bgpAdvertisements) new BGPAdvertisement(chart, `bgp-${props.name}`, props);
  },
};

function pool({
  name,
  addresses,
  autoAssign,
  avoidBuggyIPs,
  serviceAllocation,
}: IPAddressPoolPlan): IPAddressPoolProps {
  return defined<IPAddressPoolProps>({
    name,
    addresses: addresses.map(String),
    autoAssign: autoAssign ? undefined : false,
    avoidBuggyIPs: avoidBuggyIPs || undefined,
    serviceAllocation,
  });
}

function peer(plan: BGPPeerPlan): BGPPeerProps {
  return defined<BGPPeerProps>({
    name: plan.name,
    myASN: plan.myASN,
    peerASN: plan.peerASN,
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

function bfdProfile(plan: BFDProfilePlan): BFDProfileProps {
  return defined<BFDProfileProps>({
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

function bgpAdvertisement(plan: BGPAdvertisementPlan): BGPAdvertisementProps {
  return defined<BGPAdvertisementProps>({
    name: plan.name,
    ipAddressPools: plan.ipAddressPools,
    aggregationLength: plan.aggregationLength === 32 ? undefined : plan.aggregationLength,
    aggregationLengthV6: plan.aggregationLengthV6 === 128 ? undefined : plan.aggregationLengthV6,
    localPref: plan.localPref,
    communities: plan.communities,
    peers: plan.peers,
    nodeSelectors: plan.nodeSelectors,
  });
}
