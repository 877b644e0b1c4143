import type { NodePlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { parseBackendData } from '../../flannel';
import type { Failed, Observation } from '../../finding';
import { fail, pass } from '../../finding';
import type { Link, NodeObject } from '../../readings';
import { readLinks, readNodes } from '../../readings';
import { isSkipped, skipIfUnreachable } from '../../skip';

/** Something that must be different on every node. */
interface Identity {
  readonly node: string;
  /** `MAC address of the LAN interface` */
  readonly what: string;
  readonly value: string;
  /** A command that prints it. */
  readonly proof: string;
}

/** MAC addresses, machine IDs and addresses that two nodes share. */
export const duplicateIdentities: ClusterCheck = {
  id: 'duplicate-identities',
  scope: 'cluster',
  title: 'no two nodes have the same MAC address, machine ID or address',
  why: 'Switches and neighbours deliver packets for one of the nodes to the other. Cloned machine IDs also give both the same DHCP lease and the same MAC addresses of virtual interfaces.',
  applies: ({ nodes }) => nodes.length > 1,
  async *observe(context: VerifyContext) {
    const { plan, cluster, rehearsal } = context;
    const objects = await skipIfUnreachable('machine IDs of the Nodes', () => readNodes(cluster));
    if (isSkipped(objects)) yield objects;
    const known = isSkipped(objects) ? [] : objects;
    const links = await Promise.all(
      plan.nodes.map(async (node) => {
        const read = await skipIfUnreachable(`interfaces of ${node.name}`, () =>
          readLinks(context.node(node.name)),
        );
        return isSkipped(read) ? { node, skipped: read, links: [] } : { node, links: read };
      }),
    );
    for (const { skipped } of links) if (skipped !== undefined) yield skipped;
    // The machines of a lab have the machine ID of their host.
    const ofNodes = rehearsal === undefined ? known.flatMap(listMachineIds) : [];
    const all = [
      ...ofNodes,
      ...known.flatMap(listTunnelMacs),
      ...links.flatMap(({ node, links: own }) => listAddresses(node, own, plan.nodes)),
    ];
    // The annotation and the interface have the same MAC address of a tunnel, as a rule.
    const identities = new Map(all.map((one) => [`${one.node} ${one.what} ${one.value}`, one]));
    yield* reportDuplicates([...identities.values()]);
  },
};

function listMachineIds({ metadata, status }: NodeObject): readonly Identity[] {
  const value = status?.nodeInfo?.machineID;
  const [node, what] = [metadata.name, 'machine ID'];
  return value === undefined ? [] : [{ node, what, value, proof: 'cat /etc/machine-id' }];
}

/** The interfaces of flannel's vxlan backend. */
const TUNNEL = /^flannel(?:-v6)?\.\d+$/;

function describeTunnelMac(node: string, family: 4 | 6, value: string): Identity {
  const what = `MAC address of flannel's IPv${family} tunnel`;
  return { node, what, value, proof: 'ip -d link show type vxlan' };
}

function listTunnelMacs(object: NodeObject): readonly Identity[] {
  return ([4, 6] as const).flatMap((family) => {
    const value = parseBackendData(object, family)?.VtepMAC;
    return value === undefined ? [] : [describeTunnelMac(object.metadata.name, family, value)];
  });
}

/** The MAC address of the LAN interface, and every planned address of a node, on whatever interface it is. */
function listAddresses(
  node: NodePlan,
  links: readonly Link[],
  nodes: readonly NodePlan[],
): readonly Identity[] {
  const planned = new Set(
    nodes
      .flatMap(({ nodeIp, nodeExternalIp, interfaces }) => [
        ...nodeIp,
        ...nodeExternalIp,
        ...interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address)),
      ])
      .map(String),
  );
  const own = new Set(node.nodeIp.map(String));
  return links.flatMap(({ name, mac, addresses }) => [
    ...(TUNNEL.test(name) ? [describeTunnelMac(node.name, name.includes('v6') ? 6 : 4, mac)] : []),
    ...(addresses.some(({ address }) => own.has(address))
      ? [{ node: node.name, what: 'MAC address of the LAN interface', value: mac, proof: 'ip link' }]
      : []),
    ...addresses
      .filter(({ address }) => planned.has(address))
      .map(({ address }) => ({ node: node.name, what: 'address', value: address, proof: 'ip address' })),
  ]);
}

/** One finding per node, so that each of them is a cause. */
function* reportDuplicates(identities: readonly Identity[]): Iterable<Observation> {
  const failed = identities.flatMap((identity) => {
    const others = identities.filter(
      ({ node, what, value }) => node !== identity.node && what === identity.what && value === identity.value,
    );
    return others.length === 0 ? [] : [reportDuplicate(identity, others)];
  });
  yield* failed;
  if (failed.length > 0) return;
  const text = `${identities.length} different values`;
  yield pass({
    subject: 'MAC addresses, machine IDs and addresses of all nodes',
    found: text,
    planned: text,
  });
}

function reportDuplicate({ node, what, value, proof }: Identity, others: readonly Identity[]): Failed {
  return fail({
    subject: `${what} of ${node}`,
    found: `${value}, as on ${others.map((other) => other.node).join(' and ')}`,
    planned: 'a value that no other node has',
    nodes: [node],
    proof: `on ${node}: ${proof}`,
    next:
      NEXT[what] ??
      `on one of them: delete the tunnel (ip link delete flannel.1) and restart k3s; flannel creates it with a new MAC address`,
  });
}

const NEXT: Readonly<Record<string, string>> = {
  'machine ID':
    'on the cloned machine: rm /etc/machine-id /var/lib/dbus/machine-id, then systemd-machine-id-setup and reboot',
  'MAC address of the LAN interface':
    'give one of the machines another MAC address in its hypervisor, or remove the MAC address from its network configuration',
  address:
    'remove the address from the node that the profile does not assign it to, and from its network configuration',
};
