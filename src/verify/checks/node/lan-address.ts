import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { findSegment } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** Each address of the node is on an interface that is up, the planned one, and large enough. */
export const lanAddress: NodeCheck = {
  id: 'lan-address',
  scope: 'node',
  title: "the node's own addresses are on its LAN interface, which takes packets of the LAN's MTU",
  why: 'Every other node, every tunnel and the API server reach this node by these addresses.',
  async *look({ plan, self, here }: NodeVerification) {
    const links = await readLinks(here);
    for (const address of self.nodeIp) yield addressOn(links, address, plan, self.flannelIface);
  },
};

function addressOn(links: readonly Link[], address: Address, plan: NetworkPlan, iface?: string): Observation {
  const text = address.toString();
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === text));
  const own = link?.addresses.find((one) => one.address === text);
  // DHCPv6 gives single addresses, and router advertisements the network.
  const length = address.family === 4 ? findSegment(plan.lan, address)?.prefixLength : undefined;
  const same =
    link?.up === true &&
    link.carrier &&
    own?.duplicate === false &&
    (iface === undefined || link.name === iface) &&
    (length === undefined || own.prefixLength === length) &&
    link.mtu >= plan.lan.mtu;
  return compared(same, {
    looked: `${text} (ip -j -d address)`,
    found: link === undefined ? 'on no interface' : found(link, text),
    planned: `${text}${length === undefined ? '' : `/${length}`} on ${iface ?? 'an interface'}, up, MTU ${plan.lan.mtu}`,
    next: 'correct the interface in the network configuration of the node, or the node in the profile',
  });
}

function found({ name, up, carrier, mtu, addresses }: Link, text: string): string {
  const own = addresses.find((one) => one.address === text);
  const state = up ? (carrier ? 'up' : 'no carrier') : 'down';
  const duplicate = own?.duplicate === true ? ', refused by the kernel: another machine has it too' : '';
  return `${text}/${own?.prefixLength} on ${name}, ${state}, MTU ${mtu}${duplicate}`;
}
