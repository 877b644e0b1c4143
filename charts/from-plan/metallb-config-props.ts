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
import { omitDefaults, omitEmptyList, omitUndefined } from './omit';

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

function derivePool({ advertise: _, addresses, ...same }: IPAddressPoolPlan): IPAddressPoolProps {
  const props: IPAddressPoolProps = { ...same, addresses: addresses.map(String) };
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
  });
}

function deriveBfdProfile(plan: BFDProfilePlan): BFDProfileProps {
  return omitDefaults<BFDProfileProps>(plan, { echoMode: false, passiveMode: false });
}

function deriveL2Advertisement({ serviceSelectors, ...same }: L2AdvertisementPlan): L2AdvertisementProps {
  return omitUndefined({ ...same, serviceSelectors: omitEmptyList(serviceSelectors) });
}

function deriveBgpAdvertisement({ serviceSelectors, ...same }: BGPAdvertisementPlan): BGPAdvertisementProps {
  const props: BGPAdvertisementProps = { ...same, serviceSelectors: omitEmptyList(serviceSelectors) };
  return omitDefaults(props, { aggregationLength: 32, aggregationLengthV6: 128 });
}
