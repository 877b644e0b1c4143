import type { Construct } from 'constructs';
import { BgpAdvertisement } from '../../../imports/metallb.io';
import type { AdvertisementProps } from './advertisement-props';
import { announced } from './advertisement-props';
import { configMetadata } from './config-props';
import { plainList } from './label-selector';

/** Addresses announced by BGP. */
export interface BGPAdvertisementProps extends AdvertisementProps {
  /**
   * Prefix length that IPv4 addresses are announced under, 1 to 32. Below 32 a whole network is announced by every
   * address in use in it, and the routers send it all of that network's traffic.
   *
   * @default 32
   */
  readonly aggregationLength?: number;
  /**
   * The same for IPv6, 1 to 128.
   *
   * @default 128
   */
  readonly aggregationLengthV6?: number;
  /**
   * LOCAL_PREF, 0 to 2147483647: among routes to the same address routers of the own AS take the highest. Only peers
   * in the own AS are told.
   *
   * @default - none
   */
  readonly localPref?: number;
  /**
   * Marks for the routers: `64512:1`, `large:1:2:3` (frr-k8s), or the name of one in a `Community`.
   *
   * @default - none
   */
  readonly communities?: readonly string[];
  /**
   * Names of the BGPPeers that are told.
   *
   * @default - every peer
   */
  readonly peers?: readonly string[];
}

/**
 * Addresses announced to routers by BGP. Every node with a session announces them, and the routers spread the
 * traffic over those nodes.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/
 */
export class BGPAdvertisement extends BgpAdvertisement {
  constructor(scope: Construct, id: string, props: BGPAdvertisementProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: {
        ...announced(props),
        aggregationLength: props.aggregationLength,
        aggregationLengthV6: props.aggregationLengthV6,
        localPref: props.localPref,
        communities: plainList(props.communities),
        peers: plainList(props.peers),
      },
    });
  }
}
