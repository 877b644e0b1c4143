import type { Construct } from 'constructs';
import { Community as CommunityObject } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';

/** An alias of a BGP community. */
export interface CommunityAlias {
  /** The alias, unique among all Community objects. */
  readonly name: string;
  /** `64512:1`, each number up to 65535; or `large:1:2:3`, each up to 4294967295 (frr-k8s only). */
  readonly value: string;
}

/** Aliases of BGP communities. */
export interface CommunityProps extends ConfigProps {
  readonly communities: readonly CommunityAlias[];
}

/**
 * Aliases of BGP communities, which BGPAdvertisements can use instead of the numbers.
 *
 * @see https://metallb.io/configuration/_advanced_bgp_configuration/#community-aliases
 * @example
 * new Community(chart, 'aliases', {
 *   name: 'aliases',
 *   communities: [{ name: 'no-export', value: '65535:65281' }],
 * });
 */
export class Community extends CommunityObject {
  constructor(scope: Construct, id: string, props: CommunityProps) {
    super(scope, id, {
      metadata: configMetadata(props),
      spec: { communities: props.communities.map(({ name, value }) => ({ name, value })) },
    });
  }
}
