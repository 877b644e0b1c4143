import type { NetworkInterfaceInfo } from 'node:os';
import type { LocalInterface, MachineNetwork } from './machine-network';

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** What the operating system reports where there is no iproute2: addresses, and no routes. */
export function toMachineNetwork(hostName: string, interfaces: Interfaces): MachineNetwork {
  return {
    hostName,
    interfaces: Object.entries(interfaces).flatMap(([name, all]) => toInterface(name, all ?? [])),
    ...{ defaultRoutes: [], routes: [], neighbours: [] },
  };
}

function toInterface(name: string, all: readonly NetworkInterfaceInfo[]): readonly LocalInterface[] {
  const addresses = all
    .filter(({ internal, address, cidr }) => !internal && cidr !== null && !/^fe80:/i.test(address))
    .map(({ address, cidr, family }) => ({
      family: family === 'IPv6' ? (6 as const) : (4 as const),
      ...{ address, prefixLength: Number(cidr?.split('/')[1]), dynamic: false },
    }));
  return addresses.length === 0 ? [] : [{ name, mtu: 1500, addresses }];
}
