import type { Construct } from 'constructs';
import { BgpAdvertisement } from '../../../imports/metallb.io';
import type { AdvertisementProps } from './advertisement-props';
import { createAdvertisementSpec } from './advertisement-props';
import { configMetadata } from './config-props';
import { plainList } from './label-selector';

/** Addresses that are announced by BGP. */
export interface BGPAdvertisementProps extends AdvertisementProps {
  /**
   * The prefix length of IPv4 announcements, 1 to 32. Below 32, one assigned address announces its whole network, and the
   * routers send all traffic of that network to the cluster.
   *
   * @default 32
   */
  readonly aggregationLength?: number;
  /**
   * The prefix length of IPv6 announcements, 1 to 128.
   *
   * @default 128
   */
  readonly aggregationLengthV6?: number;
  /**
   * LOCAL_PREF, 0 to 2147483647. Among routes to the same address, routers in the same AS prefer the highest. Only peers
   * in the same AS receive it.
   *
   * @default - none
   */
  readonly localPref?: number;
  /**
   * BGP communities: `64512:1`, `large:1:2:3` (frr-k8s), or a name from a `Community`.
   *
   * @default - none
   */
  readonly communities?: readonly string[];
  /**
   * The names of the BGPPeers that the addresses are announced to.
   *
   * @default - every peer
   */
  readonly peers?: readonly string[];
}

/**
 * Announces addresses to routers by BGP. Every node with a session announces them, and the routers distribute the traffic
 * over those nodes.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/
 * @example
 * new BGPAdvertisement(chart, 'public', { name: 'public', ipAddressPools: ['public'] });
 */
export class BGPAdvertisement extends BgpAdvertisement {
  constructor(scope: Construct, id: string, props: BGPAdvertisementProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: {
        ...createAdvertisementSpec(props),
        aggregationLength: props.aggregationLength,
        aggregationLengthV6: props.aggregationLengthV6,
        localPref: props.localPref,
        communities: plainList(props.communities),
        peers: plainList(props.peers),
      },
    });
  }
}
