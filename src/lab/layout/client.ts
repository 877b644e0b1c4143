import type { NetworkPlan } from '../../plan';
import { collectClaims, findLaterFree } from './free-address';
import type { Machine } from './machine';
import { withLength } from './machine';
import type { RouterAddress } from './router';
import type { Wire } from './wires';

/** Lays out the LAN client, a machine that is not a node. Returns undefined if the LAN has no free address. */
export function layOutClient(
  plan: NetworkPlan,
  wire: Wire,
  router: readonly RouterAddress[],
  name: string,
): Machine | undefined {
  const claimed = [...collectClaims(plan), ...router.map(({ address }) => address)];
  const homes = selectPerFamily(router.filter(({ segment }) => wire.segments.includes(segment)));
  const addresses = homes.flatMap(({ segment }) => {
    const address = findLaterFree(segment, claimed);
    return address === undefined ? [] : [withLength(address, segment.prefixLength)];
  });
  if (addresses.length === 0) return undefined;
  return {
    ...{ name, kind: 'client', hostName: name },
    interfaces: [{ name: 'eth0', mtu: plan.lan.mtu, addresses }],
    loopback: [],
    routes: homes.map(({ address }) => ({ to: 'default', via: address.toString() })),
    sysctls: {},
    nameServers: homes.slice(0, 1).map(({ address }) => address.toString()),
  };
}

function selectPerFamily(addresses: readonly RouterAddress[]): readonly RouterAddress[] {
  return addresses.filter(
    ({ segment }, index) => addresses.findIndex((one) => one.segment.family === segment.family) === index,
  );
}
