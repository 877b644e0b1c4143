import type { Construct } from 'constructs';
import { L2Advertisement as L2AdvertisementObject } from '../../../imports/metallb.io';
import type { AdvertisementProps } from './advertisement-props';
import { createAdvertisementSpec } from './advertisement-props';
import { configMetadata } from './config-props';
import { plainList } from './label-selector';

/** Addresses that are announced by ARP and NDP. */
export interface L2AdvertisementProps extends AdvertisementProps {
  /**
   * The names of the interfaces on which addresses are announced. MetalLB may choose a node that has none of them, and the
   * address is then unreachable: exclude such nodes by nodeSelectors.
   *
   * @default - every interface of the node, except those of container networks
   */
  readonly interfaces?: readonly string[];
}

/**
 * Announces addresses on the LAN, by ARP (IPv4) and NDP (IPv6). One node announces each address and receives all its
 * traffic; another node takes over when it fails. Clients and gateway must be in the same layer 2 segment.
 *
 * @see https://metallb.io/configuration/_advanced_l2_configuration/
 * @example
 * new L2Advertisement(chart, 'lan', { name: 'lan', ipAddressPools: ['lan'], interfaces: ['eth0'] });
 */
export class L2Advertisement extends L2AdvertisementObject {
  constructor(scope: Construct, id: string, props: L2AdvertisementProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: { ...createAdvertisementSpec(props), interfaces: plainList(props.interfaces) },
    });
  }
}
