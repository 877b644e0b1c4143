import { Cidr } from '../../address';
import type { ClusterReader } from '../place';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of a ServiceCIDR as is looked at. */
export interface ServiceCidr {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly cidrs?: readonly string[] };
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** The one that the API server makes of `service-cidr`. */
export const OWN_SERVICE_CIDR = 'kubernetes';

/**
 * Every network that Services get addresses of; undefined where the API server has no objects of them.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#ip-address-objects
 * @throws Unreachable
 */
export function readServiceCidrs(cluster: ClusterReader): Promise<readonly ServiceCidr[] | undefined> {
  return readList<ServiceCidr>(cluster, 'networking.k8s.io/v1', 'ServiceCIDR');
}

/** Its networks, each as the API server counts it. */
export function cidrsOf({ spec }: ServiceCidr): readonly Cidr[] {
  return (spec.cidrs ?? []).map((text) => Cidr.parse(text).canonical);
}
