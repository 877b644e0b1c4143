import type { Construct } from 'constructs';
import { IpAddressPool } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';
import type { LabelSelector } from './label-selector';
import { plainList, plainSelectors } from './label-selector';

/** Which Services a pool is for. A Service must meet one of each kind of condition that is given. */
export interface ServiceAllocation {
  /**
   * Among the pools that are for a Service, the lowest number is asked first; 0 last.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * Names of namespaces.
   *
   * @default - any, unless namespaceSelectors says
   */
  readonly namespaces?: readonly string[];
  /**
   * Namespaces by label.
   *
   * @default - any, unless namespaces says
   */
  readonly namespaceSelectors?: readonly LabelSelector[];
  /**
   * Services by label.
   *
   * @default - any
   */
  readonly serviceSelectors?: readonly LabelSelector[];
}

/** Addresses that MetalLB may give to Services. */
export interface IPAddressPoolProps extends ConfigProps {
  /**
   * Networks (`10.0.0.128/28`) and ranges (`10.0.0.100-10.0.0.150`), IPv4 and IPv6, at least one. No address may be
   * in two pools, or belong to a node, the gateway or anything else on the network: for L2 that would give clients two
   * answers to ARP.
   */
  readonly addresses: readonly string[];
  /**
   * Whether Services that name no pool may take from this one.
   *
   * @default true
   */
  readonly autoAssign?: boolean;
  /**
   * Whether IPv4 addresses that end in .0 and .255 are never given: some old routers drop their packets.
   *
   * @default false
   */
  readonly avoidBuggyIPs?: boolean;
  /**
   * Which Services the pool is for.
   *
   * @default - all
   */
  readonly serviceAllocation?: ServiceAllocation;
}

/**
 * Addresses that MetalLB may give to Services. Nobody reaches them until an L2Advertisement or a BGPAdvertisement
 * announces the pool.
 *
 * @see https://metallb.io/configuration/_advanced_ipaddresspool_configuration/
 */
export class IPAddressPool extends IpAddressPool {
  constructor(scope: Construct, id: string, props: IPAddressPoolProps) {
    const { addresses, autoAssign, avoidBuggyIPs, serviceAllocation } = props;
    super(scope, id, {
      metadata: configMetadata(props),
      spec: {
        addresses: [...addresses],
        autoAssign,
        avoidBuggyIPs,
        serviceAllocation: serviceAllocation && {
          priority: serviceAllocation.priority,
          namespaces: plainList(serviceAllocation.namespaces),
          namespaceSelectors: plainSelectors(serviceAllocation.namespaceSelectors),
          serviceSelectors: plainSelectors(serviceAllocation.serviceSelectors),
        },
      },
    });
  }
}
