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
import { omitDefaults, omitEmpty, omitEmptyList, omitUndefined } from './omit';

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

// Fields that plan and construct have under one name pass as they are.

function derivePool({ advertise: _, addresses, labels, ...same }: IPAddressPoolPlan): IPAddressPoolProps {
  const props: IPAddressPoolProps = {
    ...same,
    addresses: addresses.map(String),
    labels: omitEmpty(labels),
  };
  return omitDefaults(props, { autoAssign: true, avoidBuggyIPs: false });
}

function derivePeer({ peerAddress, sourceAddress, routerID, ...same }: BGPPeerPlan): BGPPeerProps {
  const props: BGPPeerProps = {
    ...same,
    peerAddress: peerAddress?.toString(),
    sourceAddress: sourceAddress?.toString(),
    routerID: routerID?.toString(),
  };
  return omitDefaults(props, {
    peerPort: 179,
    ebgpMultiHop: false,
    enableGracefulRestart: false,
    dualStackAddressFamily: false,
    disableMP: false,
  });
}

function deriveBfdProfile(plan: BFDProfilePlan): BFDProfileProps {
  return omitDefaults<BFDProfileProps>(plan, { echoMode: false, passiveMode: false });
}

function deriveL2Advertisement(plan: L2AdvertisementPlan): L2AdvertisementProps {
  return omitUndefined({ ...plan, ...deriveSelectors(plan) });
}

function deriveBgpAdvertisement(plan: BGPAdvertisementPlan): BGPAdvertisementProps {
  const props: BGPAdvertisementProps = { ...plan, ...deriveSelectors(plan) };
  return omitDefaults(props, { aggregationLength: 32, aggregationLengthV6: 128 });
}

/** The selectors of pools and Services; undefined where there is none. */
function deriveSelectors(plan: L2AdvertisementPlan | BGPAdvertisementPlan) {
  return {
    ipAddressPoolSelectors: omitEmptyList(plan.ipAddressPoolSelectors),
    serviceSelectors: omitEmptyList(plan.serviceSelectors),
  };
}
