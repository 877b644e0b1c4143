import type { Family } from '../address';
import { Address, Cidr, contains, findSpecialPurposes } from '../address';
import type { MachineAddress, LocalInterface, MachineNetwork } from './machine-network';

/** The LAN as this machine has it. */
export interface ProposedLan {
  readonly interface: string;
  readonly address: string;
  readonly dynamic: boolean;
  readonly cidr: string;
  readonly gateway?: string;
  readonly mtu: number;
}

/** Interfaces that containers, virtual machines and VPNs make: no LAN is behind them. */
const VIRTUAL =
  /^(?:lo|docker\d*|br-[0-9a-f]+|veth.*|virbr.*|cni\d+|flannel.*|kube.*|wg.*|tun.*|tap.*|tailscale.*|utun.*|zt.*|ppp.*|vmnet.*|bridge\d+|podman\d*|lxc.*|lxdbr.*)$/;

/** The LAN of this machine; undefined where it is in none. IPv4 where it has both. */
export function proposeLan(machine: MachineNetwork): ProposedLan | undefined {
  const physical = machine.interfaces.filter(({ name }) => !VIRTUAL.test(name));
  for (const family of [4, 6] as const) {
    const all = physical.flatMap((link) => candidates(link, family));
    const [chosen] = [...all].sort((a, b) => rank(machine, a) - rank(machine, b));
    if (chosen !== undefined) return describe(machine, chosen);
  }
  return undefined;
}

interface Candidate {
  readonly link: LocalInterface;
  readonly own: MachineAddress;
}

function candidates(link: LocalInterface, family: Family): readonly Candidate[] {
  return link.addresses.filter((own) => own.family === family && isUsable(own)).map((own) => ({ link, own }));
}

function isUsable({ address }: MachineAddress): boolean {
  const parsed = Address.find(address);
  return parsed !== undefined && findSpecialPurposes(parsed).every(({ use }) => use !== 'unusable');
}

/** The interface of the default route first. A static IPv6 address before a dynamic one. */
function rank({ defaultRoutes }: MachineNetwork, { link, own }: Candidate): number {
  const route = defaultRoutes.findIndex((one) => one.interface === link.name && isOf(one.via, own.family));
  return (route < 0 ? 100 : route) * 2 + (own.family === 6 && own.dynamic ? 1 : 0);
}

function isOf(address: string, family: Family): boolean {
  return address.includes(':') === (family === 6);
}

function describe(machine: MachineNetwork, { link, own }: Candidate): ProposedLan {
  const cidr = new Cidr(Address.parse(own.address), own.prefixLength).canonical;
  const router = machine.defaultRoutes.find(({ via, interface: name }) => {
    const address = name === link.name ? Address.find(via) : undefined;
    // The router of an IPv6 LAN is often known by its link-local address only.
    return address !== undefined && contains(cidr, address);
  });
  return {
    ...{ interface: link.name, address: own.address, dynamic: own.dynamic, mtu: link.mtu },
    cidr: cidr.toString(),
    ...(router !== undefined && { gateway: router.via }),
  };
}
