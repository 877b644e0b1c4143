import type { ConfigProps } from './config-props';
import type { LabelSelector } from './label-selector';
import { plainList, plainSelectors } from './label-selector';

/** What is announced, wherever it is announced. */
export interface AdvertisementProps extends ConfigProps {
  /**
   * Names of pools.
   *
   * @default - every pool, unless ipAddressPoolSelectors says
   */
  readonly ipAddressPools?: readonly string[];
  /**
   * Pools by label.
   *
   * @default - every pool, unless ipAddressPools says
   */
  readonly ipAddressPoolSelectors?: readonly LabelSelector[];
  /**
   * Services by label.
   *
   * @default - every Service with an address of those pools
   */
  readonly serviceSelectors?: readonly LabelSelector[];
  /**
   * Nodes that may announce, by label. A node that its network's clients cannot reach must not.
   *
   * @default - every node that runs a speaker
   */
  readonly nodeSelectors?: readonly LabelSelector[];
}

/** The fields that advertisements of both kinds have. */
export function announced(props: AdvertisementProps) {
  return {
    ipAddressPools: plainList(props.ipAddressPools),
    ipAddressPoolSelectors: plainSelectors(props.ipAddressPoolSelectors),
    serviceSelectors: plainSelectors(props.serviceSelectors),
    nodeSelectors: plainSelectors(props.nodeSelectors),
  };
}
