import { Address } from '../../address';
import { pathOf, setPath } from '../../diagnostics/profile-path';
import type { NetworkPlan, NodePlan } from '../model';
import { memoize } from '../../evaluation/memoize';

/** An address that one host has, and which host that is. */
export interface HostAddress {
  /** Knows its place. */
  readonly address: Address;
  /** Whose it is, as a message names it: `the address of node "pi1"`, `the gateway`. */
  readonly title: string;
}

/** The nodes' own addresses on the LAN. */
export const listNodeAddresses = memoize((nodes: readonly NodePlan[]): readonly HostAddress[] =>
  nodes.flatMap(({ name, nodeIp }) =>
    nodeIp.map((address) => ({ address, title: `the address of node "${name}"` })),
  ),
);

/** The addresses by which others reach the nodes from outside the LAN. */
export function listExternalAddresses(nodes: readonly NodePlan[]): readonly HostAddress[] {
  return nodes.flatMap(({ name, nodeExternalIp }) =>
    nodeExternalIp.map((address) => ({ address, title: `the external address of node "${name}"` })),
  );
}

/** The addresses of the nodes' further interfaces. */
export const listInterfaceAddresses = memoize((nodes: readonly NodePlan[]): readonly HostAddress[] =>
  nodes.flatMap(({ name, interfaces }) =>
    interfaces.flatMap((one) =>
      one.addresses.map(({ address }, index) => ({
        address: setPath(new Address(address.family, address.value), pathOf(one, 'addresses', index)),
        title: `the address of node "${name}" on "${one.name}"`,
      })),
    ),
  ),
);

/** The routers. */
export function listGatewayAddresses({ lan }: NetworkPlan): readonly HostAddress[] {
  return lan.gateway.map((address) => ({ address, title: 'the gateway' }));
}

/** The registration address where the profile states one, and as an address. */
export function listRegistrationAddresses({ registration }: NetworkPlan): readonly HostAddress[] {
  const address = registration.fixed ? Address.find(registration.address) : undefined;
  if (address === undefined) return [];
  return [{ address: setPath(address, pathOf(registration)), title: 'the registration address' }];
}
