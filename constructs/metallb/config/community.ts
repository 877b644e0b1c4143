import type { Construct } from 'constructs';
import { Community as CommunityObject } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';

/** A name for a BGP community. */
export interface CommunityAlias {
  /** Unique among all Community objects. */
  readonly name: string;
  /** `64512:1`, each number up to 65535; or `large:1:2:3`, each up to 4294967295, which frr-k8s alone takes. */
  readonly value: string;
}

/** Names for BGP communities. */
export interface CommunityProps extends ConfigProps {
  readonly communities: readonly CommunityAlias[];
}

/**
 * Names for BGP communities, that BGPAdvertisements can use instead of the numbers.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/#community-aliases
 */
export class Community extends CommunityObject {
  constructor(scope: Construct, id: string, props: CommunityProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: { communities: props.communities.map(({ name, value }) => ({ name, value })) },
    });
  }
}
