import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
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

/** The addresses that MetalLB assigns, and how it announces them. */
export interface MetalLbConfigChartProps {
  readonly pools: readonly IPAddressPoolProps[];
  /**
   * Names for BGP communities.
   *
   * @default - none
   */
  readonly communities?: readonly CommunityAlias[];
  /** @default - none */
  readonly bfdProfiles?: readonly BFDProfileProps[];
  /** @default - no BGP session */
  readonly peers?: readonly BGPPeerProps[];
  /** @default - no address is announced in layer 2 */
  readonly l2Advertisements?: readonly L2AdvertisementProps[];
  /** @default - no address is announced by BGP */
  readonly bgpAdvertisements?: readonly BGPAdvertisementProps[];
}

/**
 * MetalLB's configuration. Apply it when MetalLB's controller runs: before that, its webhook refuses the objects.
 *
 * @example
 * new MetalLbConfigChart(app, 'metallb-config', {
 *   pools: [{ name: 'lan', addresses: ['10.0.0.100-10.0.0.150'] }],
 *   l2Advertisements: [{ name: 'lan', ipAddressPools: ['lan'] }],
 * });
 */
export class MetalLbConfigChart extends Chart {
  constructor(scope: Construct, id: string, props: MetalLbConfigChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    for (const pool of props.pools) new IPAddressPool(this, `pool-${pool.name}`, pool);
    this.addCommunities(props.communities ?? []);
    for (const profile of props.bfdProfiles ?? []) new BFDProfile(this, `bfd-${profile.name}`, profile);
    for (const peer of props.peers ?? []) new BGPPeer(this, `peer-${peer.name}`, peer);
    for (const l2 of props.l2Advertisements ?? []) new L2Advertisement(this, `l2-${l2.name}`, l2);
    for (const bgp of props.bgpAdvertisements ?? []) new BGPAdvertisement(this, `bgp-${bgp.name}`, bgp);
  }

  private addCommunities(communities: readonly CommunityAlias[]): void {
    if (communities.length > 0) new Community(this, 'communities', { name: 'communities', communities });
  }
}
