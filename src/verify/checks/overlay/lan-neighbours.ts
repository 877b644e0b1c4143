import { findSegment } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { UnreachableError } from '../../host';
import type { Link } from '../../readings';
import { readLinks, readNeighbours } from '../../readings';
import { measureReach } from '../../overlay/ping';

/** The node's neighbour entries for the other nodes. */
export const lanNeighbours: NodeCheck = {
  id: 'lan-neighbours',
  scope: 'node',
  title: "the node's neighbour entries for the other nodes have those nodes' MAC addresses",
  why: 'Another machine with the same address receives part of the packets: connections break at random.',
  dependsOn: ['lan-address', 'duplicate-identities', 'machine-clones', 'address-conflicts'],
  applies: ({ nodes }) => nodes.length > 1,
  async *observe(context: NodeContext) {
    const { plan, self } = context;
    for (const other of plan.nodes.filter((node) => node !== self)) {
      const links = await findLinks(context, other.name);
      for (const address of links === undefined ? [] : other.nodeIp) {
        const own = self.nodeIp.find(({ family }) => family === address.family);
        // In another segment the neighbour is the router.
        if (own === undefined || findSegment(plan.lan, own) !== findSegment(plan.lan, address)) continue;
        await measureReach(context.host, address.toString(), address.family, plan.lan.mtu);
        yield* reportOwner(
          links ?? [],
          address.toString(),
          other.name,
          await readNeighbours(context.host, address.toString()),
        );
      }
    }
  },
};

/** Undefined where that node is unreachable, which its own checks report. */
async function findLinks(context: NodeContext, name: string): Promise<readonly Link[] | undefined> {
  try {
    return await readLinks(context.node(name));
  } catch (error) {
    if (error instanceof UnreachableError) return undefined;
    throw error;
  }
}

function* reportOwner(
  links: readonly Link[],
  address: string,
  node: string,
  neighbours: Awaited<ReturnType<typeof readNeighbours>>,
): Iterable<Observation> {
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === address));
  const found = neighbours.find((one) => one.address === address && one.mac !== undefined)?.mac;
  // lan-ping reports a node that does not answer.
  if (link === undefined || found === undefined) return;
  yield passIf(found === link.mac, {
    subject: `neighbour entry for ${node} at ${address} (ip -j neighbour)`,
    nodes: [node],
    ...{ found, planned: `${link.mac}, ${link.name} of ${node}` },
    next: `find the machine with the MAC address ${found} (DHCP leases, switch) and change its address`,
  });
}
