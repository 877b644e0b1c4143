import { Cidr } from '../../address';
import type { ClusterReader } from '../host';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of a ServiceCIDR that checks read. */
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

/** The object that the API server creates from `service-cidr`. */
export const OWN_SERVICE_CIDR = 'kubernetes';

/**
 * Every ServiceCIDR; undefined where the API server does not serve the kind.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#ip-address-objects
 * @throws UnreachableError
 */
export function readServiceCidrs(cluster: ClusterReader): Promise<readonly ServiceCidr[] | undefined> {
  return readList<ServiceCidr>(cluster, 'networking.k8s.io/v1', 'ServiceCIDR');
}

/** Its networks in canonical form. */
export function parseCidrs({ spec }: ServiceCidr): readonly Cidr[] {
  return (spec.cidrs ?? []).map((text) => Cidr.parse(text).canonical);
}
