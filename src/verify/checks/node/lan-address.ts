import type { Address } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { findSegment } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** The interface of each of the node's addresses. */
export const lanAddress: NodeCheck = {
  id: 'lan-address',
  scope: 'node',
  title: "the node's addresses are on its LAN interface, which is up and has the LAN's MTU",
  why: 'Every other node, every tunnel and the API server reach this node by these addresses.',
  async *observe({ plan, self, host }: NodeContext) {
    const links = await readLinks(host);
    for (const address of self.nodeIp) yield compareAddress(links, address, plan, self.flannelIface);
  },
};

function compareAddress(
  links: readonly Link[],
  address: Address,
  plan: NetworkPlan,
  iface?: string,
): Observation {
  const text = address.toString();
  const link = links.find(({ addresses }) => addresses.some((one) => one.address === text));
  const own = link?.addresses.find((one) => one.address === text);
  // A tailnet and DHCPv6 assign single addresses, and router advertisements carry the network.
  const isAlone = plan.vpn !== undefined;
  const length = address.family === 4 && !isAlone ? findSegment(plan.lan, address)?.prefixLength : undefined;
  const same =
    link?.up === true &&
    link.carrier &&
    own?.duplicate === false &&
    (iface === undefined || link.name === iface) &&
    (length === undefined || own.prefixLength === length) &&
    link.mtu >= plan.lan.mtu;
  return passIf(same, {
    subject: `${text} (ip -j -d address)`,
    found: link === undefined ? 'on no interface' : formatFound(link, text),
    planned: `${text}${length === undefined ? '' : `/${length}`} on ${iface ?? 'an interface'}, up, MTU ${plan.lan.mtu}`,
    next: "correct the interface in the node's network configuration, or the node in the profile",
  });
}

function formatFound({ name, up, carrier, mtu, addresses }: Link, text: string): string {
  const own = addresses.find((one) => one.address === text);
  const state = up ? (carrier ? 'up' : 'no carrier') : 'down';
  const duplicate =
    own?.duplicate === true
      ? ', unused by the kernel: duplicate address detection found another machine with it'
      : '';
  return `${text}/${own?.prefixLength} on ${name}, ${state}, MTU ${mtu}${duplicate}`;
}
