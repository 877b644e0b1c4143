import type { Construct } from 'constructs';
import { IpAddressPool } from '../../../imports/metallb.io';
import type { ConfigProps } from './config-props';
import { configMetadata } from './config-props';
import type { LabelSelector } from './label-selector';
import { plainList, plainSelectors } from './label-selector';

/** The Services that may use a pool. A Service must match one entry of each list that is set. */
export interface ServiceAllocation {
  /**
   * The order in which MetalLB tries the pools of a Service: the lowest number first, 0 last.
   *
   * @default 0
   */
  readonly priority?: number;
  /**
   * The names of the Services' namespaces.
   *
   * @default - any, unless namespaceSelectors is set
   */
  readonly namespaces?: readonly string[];
  /**
   * The labels of the Services' namespaces.
   *
   * @default - any, unless namespaces is set
   */
  readonly namespaceSelectors?: readonly LabelSelector[];
  /**
   * The labels of the Services.
   *
   * @default - any
   */
  readonly serviceSelectors?: readonly LabelSelector[];
}

/** Addresses that MetalLB assigns to Services. */
export interface IPAddressPoolProps extends ConfigProps {
  /**
   * Networks (`10.0.0.128/28`) and ranges (`10.0.0.100-10.0.0.150`), IPv4 and IPv6, at least one. No address may be in two
   * pools, or be used by a node, the gateway or another host: in layer 2 mode two hosts would answer ARP for it.
   */
  readonly addresses: readonly string[];
  /**
   * Whether MetalLB assigns addresses of this pool to Services that name no pool.
   *
   * @default true
   */
  readonly autoAssign?: boolean;
  /**
   * Whether IPv4 addresses that end in .0 or .255 are not assigned, because some old routers drop their packets.
   *
   * @default false
   */
  readonly avoidBuggyIPs?: boolean;
  /**
   * Labels by which `ipAddressPoolSelectors` of advertisements select the pool. They cannot replace the labels that every
   * object of the configuration has, such as `app.kubernetes.io/name`.
   *
   * @default - only the labels that every object of the configuration has
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The Services that may use the pool.
   *
   * @default - all Services
   */
  readonly serviceAllocation?: ServiceAllocation;
}

/**
 * Addresses that MetalLB assigns to Services. Clients cannot reach them until an L2Advertisement or a BGPAdvertisement
 * announces the pool.
 *
 * @see https://metallb.io/configuration/_advanced_ipaddresspool_configuration/
 * @example
 * new IPAddressPool(chart, 'lan', { name: 'lan', addresses: ['10.0.0.100-10.0.0.150'] });
 */
export class IPAddressPool extends IpAddressPool {
  constructor(scope: Construct, id: string, props: IPAddressPoolProps) {
    const { addresses, autoAssign, avoidBuggyIPs, serviceAllocation } = props;
    super(scope, id, {
      metadata: configMetadata(props, props.labels),
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
