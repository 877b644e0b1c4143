import type { Family, Span } from '../address';
import { Address, Cidr, overlaps, Unreadable } from '../address';
import type { MachineNetwork } from './machine-network';

/** A pod network and a service network. */
type Pair = readonly [pods: string, services: string];

/** k3s's own pod and service networks first; then private networks that home routers, VPNs and Docker seldom have. */
const CANDIDATES: Readonly<Record<Family, readonly [Pair, ...Pair[]]>> = {
  4: [
    ['10.42.0.0/16', '10.43.0.0/16'],
    ['10.52.0.0/16', '10.53.0.0/16'],
    ['10.142.0.0/16', '10.143.0.0/16'],
    ['172.29.0.0/16', '172.30.0.0/16'],
    ['10.242.0.0/16', '10.243.0.0/16'],
    ['192.168.192.0/18', '192.168.176.0/20'],
  ],
  6: [
    ['fd00:42::/56', 'fd00:43::/112'],
    ['fd00:52::/56', 'fd00:53::/112'],
    ['fd00:142::/56', 'fd00:143::/112'],
  ],
};

/** The networks of pods and Services. */
export interface ProposedNetworks {
  readonly clusterCidr: string;
  readonly serviceCidr: string;
  /** Whether they are k3s's own defaults. */
  readonly isDefault: boolean;
}

/** Networks that nothing of this machine leads to and that are not in the LAN. */
export function proposeNetworks(
  machine: MachineNetwork | undefined,
  lan: readonly string[],
  family: Family,
): ProposedNetworks {
  const taken = [...lan, ...listNetworks(machine)]
    .flatMap(parseCidr)
    .filter(({ prefixLength }) => prefixLength > 0);
  const [usual, ...others] = CANDIDATES[family];
  const free = [usual, ...others].find((pair) => pair.every((text) => isFree(Cidr.parse(text), taken)));
  const [clusterCidr, serviceCidr] = free ?? usual;
  return { clusterCidr, serviceCidr, isDefault: clusterCidr === usual[0] };
}

function isFree(network: Span, taken: readonly Cidr[]): boolean {
  return !taken.some((one) => overlaps(one, network));
}

/** What the machine's addresses and routes lead to. */
function listNetworks(machine: MachineNetwork | undefined): readonly string[] {
  if (machine === undefined) return [];
  const own = machine.interfaces.flatMap(({ addresses }) =>
    addresses.map(({ address, prefixLength }) => `${address}/${prefixLength}`),
  );
  return [...own, ...machine.routes];
}

function parseCidr(text: string): readonly Cidr[] {
  try {
    const [address = '', length] = text.split('/');
    return [new Cidr(Address.parse(address), Number(length))];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
