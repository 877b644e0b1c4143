import type { Construct } from 'constructs';
import { L2Advertisement as L2AdvertisementObject } from '../../../imports/metallb.io';
import type { AdvertisementProps } from './advertisement-props';
import { announced } from './advertisement-props';
import { configMetadata } from './config-props';
import { plainList } from './label-selector';

/** Addresses announced by ARP and NDP. */
export interface L2AdvertisementProps extends AdvertisementProps {
  /**
   * Interfaces that answer, by name. A node without any of them can still be the one that is chosen to announce, and
   * then nobody answers: leave such nodes out by nodeSelectors.
   *
   * @default - every interface of the node, container networks' apart
   */
  readonly interfaces?: readonly string[];
}

/**
 * Addresses announced on the local network, by ARP (IPv4) and NDP (IPv6). One node answers for each address and gets
 * all its traffic; another takes over when it dies. Clients and gateway must be in the same layer 2 segment.
 *
 * @see https://metallb.io/configuration/_advanced_l2_configuration/
 */
export class L2Advertisement extends L2AdvertisementObject {
  constructor(scope: Construct, id: string, props: L2AdvertisementProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: { ...announced(props), interfaces: plainList(props.interfaces) },
    });
  }
}
