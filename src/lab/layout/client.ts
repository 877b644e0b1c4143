import type { NetworkPlan } from '../../plan';
import { claimedSpans, laterFree } from './free-address';
import type { Machine } from './machine';
import { withLength } from './machine';
import type { RouterAddress } from './router';
import type { Wire } from './wires';

/** A machine on the LAN that is no node: where a user's browser and kubectl are. Undefined where no address is left. */
export function clientMachine(
  plan: NetworkPlan,
  wire: Wire,
  router: readonly RouterAddress[],
  name: string,
): Machine | undefined {
  const claimed = [...claimedSpans(plan), ...router.map(({ address }) => address)];
  const homes = firstOfEachFamily(router.filter(({ segment }) => wire.segments.includes(segment)));
  const addresses = homes.flatMap(({ segment }) => {
    const address = laterFree(segment, claimed);
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

function firstOfEachFamily(addresses: readonly RouterAddress[]): readonly RouterAddress[] {
  return addresses.filter(
    ({ segment }, index) => addresses.findIndex((one) => one.segment.family === segment.family) === index,
  );
}
