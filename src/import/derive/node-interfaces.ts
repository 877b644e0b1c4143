import { isExcludedInterface, isPointToPoint } from '../../plan';
import type { ProfileInput } from '../../profile/schema/profile';
import type { InterfaceAddress } from '../observed/host-network';
import type { ImportContext } from './context';
import { findHost } from './lan';
import type { ImportedNode } from './nodes';
import { unwrapSingle } from './single-value';

type InterfaceValues = NonNullable<ProfileInput['nodes'][number]['interfaces']>[number];

const USUAL_MTU = 1500;

/** Bridges of containers and virtual machines beside those that MetalLB excludes. */
const CONTAINER_BRIDGES = /^(br-[0-9a-f]{12}|podman\d+|nerdctl\d+|cilium_|vnet\d+)/;

/** The interfaces of a node's host beside that of its address, with the addresses that do not change by themselves. */
export function importInterfaces(context: ImportContext, node: ImportedNode): readonly InterfaceValues[] {
  const found = findHost(context, node);
  if (found === undefined || found.addresses.length === 0) return [];
  const own = new Set(found.addresses.map((one) => one.interface));
  const others = found.host.addresses.filter(
    (one) => !own.has(one.interface) && !isOfContainers(one.interface) && !isTemporary(one),
  );
  const names = [...new Set(others.map((one) => one.interface))];
  return names.flatMap((name) =>
    toValues(
      name,
      others.filter((one) => one.interface === name),
    ),
  );
}

function isOfContainers(name: string): boolean {
  return isExcludedInterface(name) || CONTAINER_BRIDGES.test(name);
}

/** IPv6 addresses of router advertisements change with the prefix. */
function isTemporary({ address, dynamic }: InterfaceAddress): boolean {
  return dynamic && address.includes(':');
}

function toValues(name: string, addresses: readonly InterfaceAddress[]): readonly InterfaceValues[] {
  const [first] = addresses;
  if (first === undefined) return [];
  const { mtu, vlanId, hasNeighbours } = first;
  return [
    {
      name,
      addresses: unwrapSingle(addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`)),
      ...(hasNeighbours === isPointToPoint(name) && { kind: hasNeighbours ? 'ethernet' : 'tunnel' }),
      ...(vlanId !== undefined && { vlanId }),
      ...(mtu !== USUAL_MTU && { mtu }),
    },
  ];
}
