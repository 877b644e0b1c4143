import type { ConfigProps } from './config-props';
import type { LabelSelector } from './label-selector';
import { plainList, plainSelectors } from './label-selector';

/** The fields of L2Advertisement and BGPAdvertisement. */
export interface AdvertisementProps extends ConfigProps {
  /**
   * The names of the pools that are announced.
   *
   * @default - every pool, unless ipAddressPoolSelectors is set
   */
  readonly ipAddressPools?: readonly string[];
  /**
   * The labels of the pools that are announced, beside those that ipAddressPools names.
   *
   * @default - every pool, unless ipAddressPools is set
   */
  readonly ipAddressPoolSelectors?: readonly LabelSelector[];
  /**
   * The labels of the Services that are announced.
   *
   * @default - every Service with an address of the pools
   */
  readonly serviceSelectors?: readonly LabelSelector[];
  /**
   * The labels of the nodes that announce. Exclude nodes that the clients cannot reach.
   *
   * @default - every node that runs a speaker
   */
  readonly nodeSelectors?: readonly LabelSelector[];
}

/** The fields that both kinds of advertisements have. */
export function createAdvertisementSpec(props: AdvertisementProps) {
  return {
    ipAddressPools: plainList(props.ipAddressPools),
    ipAddressPoolSelectors: plainSelectors(props.ipAddressPoolSelectors),
    serviceSelectors: plainSelectors(props.serviceSelectors),
    nodeSelectors: plainSelectors(props.nodeSelectors),
  };
}
