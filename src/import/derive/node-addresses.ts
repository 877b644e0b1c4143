import { Address } from '../../address';
import { findTailnet } from '../../plan';
import { isMap } from '../observed/fields';
import type { ImportedNode } from './nodes';

/** A node's addresses on the LAN: its flag, or those of its Node object. */
export function readNodeAddresses(node: ImportedNode): readonly string[] {
  const stated = node.settings.values('node-ip');
  const registered = readObjectAddresses(node, 'InternalIP');
  const joinsVpn = node.settings.some((name) => name === 'vpn-auth' || name === 'vpn-auth-file');
  // k3s replaces the address with those of the VPN.
  if (joinsVpn && !stated.some(isOfTailnet) && registered.length > 0) return registered.slice(0, 1);
  return stated.length > 0 ? stated : registered;
}

function isOfTailnet(text: string): boolean {
  const address = Address.find(text);
  return address !== undefined && findTailnet(address) !== undefined;
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
