import { Address, Cidr } from '../../address';
import type { Family } from '../../address';
import type { ProfileInput } from '../../profile/schema/profile';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { readNodeAddresses } from './node-addresses';

type LanValues = ProfileInput['lan'];

/** Prefix lengths of an ordinary LAN, and of the widest that is still one. */
const USUAL = { 4: 24, 6: 64 } as const;
const WIDEST = { 4: 16, 6: 56 } as const;

/** The LAN: as the user gives it, or guessed around the nodes' addresses. It decides nothing that synth writes. */
export function importLan(context: ImportContext, nodes: readonly ImportedNode[]): LanValues {
  const { lanCidr, gateway, reserved = [] } = context.given;
  const cidr = lanCidr ?? guessCidrs(context, nodes);
  const ranges = reserved.map((one) => ({ ...one }));
  return {
    cidr: cidr.length === 1 ? (cidr[0] ?? '') : [...cidr],
    ...(gateway && { gateway: gateway.length === 1 ? gateway[0] : [...gateway] }),
    ...(ranges.length > 0 && { reserved: ranges }),
  };
}

function guessCidrs(context: ImportContext, nodes: readonly ImportedNode[]): readonly string[] {
  const addresses = nodes.flatMap(readNodeAddresses).flatMap((text) => Address.find(text) ?? []);
  const families = [...new Set(addresses.map(({ family }) => family))];
  const guesses = families.flatMap((family) =>
    findNetworks(
      addresses.filter((address) => address.family === family),
      family,
    ),
  );
  context.guess(
    ['lan', 'cidr'],
    "the network around the nodes' addresses; no source has the prefix length of the LAN.",
    'Give it by --lan-cidr, and the router by --gateway.',
  );
  return guesses;
}

/** One network that has all addresses, or one an ordinary LAN each where that would be too wide. */
function findNetworks(addresses: readonly Address[], family: Family): readonly string[] {
  for (let length: number = USUAL[family]; length >= WIDEST[family]; length -= 1) {
    const networks = toNetworks(addresses, length);
    if (networks.length === 1) return networks;
  }
  return toNetworks(addresses, USUAL[family]);
}

function toNetworks(addresses: readonly Address[], length: number): readonly string[] {
  return [...new Set(addresses.map((address) => new Cidr(address, length).canonical.toString()))];
}
