import type { Fields } from '../../observed/fields';
import type { ProfileInput } from '../../../profile/schema/profile';

type TraefikValues = NonNullable<ProfileInput['traefik']>;

/** What a Service asks of the load balancer, in the profile's words. */
export type ServiceValues = Pick<
  TraefikValues,
  'loadBalancerIPs' | 'ipAddressPool' | 'allowSharedIp' | 'externalTrafficPolicy'
>;

/** MetalLB's annotations, with the prefix of today and the one of before v0.13. */
const PREFIXES = ['metallb.io/', 'metallb.universe.tf/'];

/** Reads annotations and spec of a LoadBalancer Service. */
export function readService(annotations: Fields, spec: Fields): ServiceValues {
  const annotation = (name: string) =>
    PREFIXES.map((prefix) => annotations.text(`${prefix}${name}`)).find((text) => text !== undefined);
  const addresses = annotation('loadBalancerIPs')
    ?.split(',')
    .map((one) => one.trim());
  const single = spec.text('loadBalancerIP') ?? '';
  const fixed = addresses ?? (single === '' ? undefined : [single]);
  const [ipAddressPool, allowSharedIp] = [annotation('address-pool'), annotation('allow-shared-ip')];
  return {
    ...(fixed && { loadBalancerIPs: fixed }),
    ...(ipAddressPool !== undefined && { ipAddressPool }),
    ...(allowSharedIp !== undefined && { allowSharedIp }),
    ...(spec.text('externalTrafficPolicy') === 'Local' && { externalTrafficPolicy: 'Local' as const }),
  };
}
