import { findSegment } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { Unreachable } from '../../place';
import type { Link } from '../../readings';
import { readLinks, readNeighbours } from '../../readings';
import { pinged } from '../../overlay/ping';

/** Whose MAC address the node has learned for each other node. */
export const lanNeighbours: NodeCheck = {
  id: 'lan-neighbours',
  scope: 'node',
  title: "the other nodes' addresses are answered for by those nodes",
  why: 'Two machines with one address take its packets in turns: connections break at random, and each machine works when it is looked at.',
  applies: ({ nodes }) => nodes.length > 1,
  async *look(on: NodeVerification) {
    const { plan, self } = on;
    for (const other of plan.nodes.filter((node) => node !== self)) {
      const links = await linksOf(on, other.name);
      for (const address of links === undefined ? [] : other.nodeIp) {
        const own = self.nodeIp.find(({ family }) => family === address.family);
        // Behind a router the neighbour is the router.
        if (own === undefined || findSegment(plan.lan, own) !== findSegment(plan.lan, address)) continue;
        await pinged(on.here, address.toString(), address.family, plan.lan.mtu);
        yield* answeredBy(
          links ?? [],
          address.toString(),
          other.name,
          await readNeighbours(on.here, address.toString()),
        );
      }
    }
  },
};

/** Undefined where that node cannot be looked at: it says so itself. */
async function linksOf(on: NodeVerification, name: string): Promise<readonly Link[] | undefined> {
  try {
    return await readLinks(on.node(name));
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}

function* answeredBy(
  links: readonly Link[],
  address: string,
  node: string,
  neighbours: Awaited<ReturnType<typeof readNeighbours>>,
): Iterable<Observation> {
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === address));
  const found = neighbours.find((one) => one.address === address && one.mac !== undefined)?.mac;
  // Whether it answers at all is lan-ping's business.
  if (link === undefined || found === undefined) return;
  yield compared(found === link.mac, {
    looked: `neighbour entry for ${node} at ${address} (ip -j neighbour)`,
    ...{ found, planned: `${link.mac}, ${link.name} of ${node}` },
    next: `find the machine with the MAC address ${found} (the router's list of leases, the switch) and give it another address`,
  });
}
