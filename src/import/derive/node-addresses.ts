import { isMap } from '../observed/fields';
import type { ImportedNode } from './nodes';

/** A node's addresses on the LAN: its flag, or those of its Node object. */
export function readNodeAddresses(node: ImportedNode): readonly string[] {
  const stated = node.settings.values('node-ip');
  return stated.length > 0 ? stated : readObjectAddresses(node, 'InternalIP');
}

/** Addresses of one type that the Node object reports. */
export function readObjectAddresses(
  { object }: ImportedNode,
  type: 'InternalIP' | 'ExternalIP',
): readonly string[] {
  const status = (object?.object as { status?: unknown } | undefined)?.status;
  const addresses: unknown = isMap(status) ? status['addresses'] : undefined;
  if (!Array.isArray(addresses)) return [];
  return addresses.flatMap((one: unknown) =>
    isMap(one) && one['type'] === type && typeof one['address'] === 'string' ? [one['address']] : [],
  );
}
