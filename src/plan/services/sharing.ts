import type { Address } from '../../address';
import type { LoadBalancerService, ServicePort } from './load-balancer-service';

/** Two Services that ask for the same fixed address. */
export interface SharedAddress {
  /** The later one of the two. */
  readonly service: LoadBalancerService;
  /** The address as the later one asks for it. */
  readonly address: Address;
  readonly other: LoadBalancerService;
  /** The address as the earlier one asks for it. */
  readonly otherAddress: Address;
  /** Whether both have the same `allowSharedIp`. */
  readonly allowed: boolean;
}

/** Every two Services that ask for the same fixed address. */
export function findSharedAddresses(services: readonly LoadBalancerService[]): readonly SharedAddress[] {
  return services.flatMap((service, index) =>
    services.slice(0, index).flatMap((other) =>
      service.loadBalancerIPs.flatMap((address) => {
        const otherAddress = other.loadBalancerIPs.find((one) => one.equals(address));
        const allowed = service.allowSharedIp !== undefined && service.allowSharedIp === other.allowSharedIp;
        return otherAddress === undefined ? [] : [{ service, address, other, otherAddress, allowed }];
      }),
    ),
  );
}

/** The first port that both Services listen on. */
export function findCommonPort(a: LoadBalancerService, b: LoadBalancerService): ServicePort | undefined {
  return a.ports.find(({ port, protocol }) =>
    b.ports.some((one) => one.port === port && one.protocol === protocol),
  );
}
