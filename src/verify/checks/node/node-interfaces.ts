import type { NodeInterfacePlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** The interfaces of the node beside that of its own address. */
export const nodeInterfaces: NodeCheck = {
  id: 'node-interfaces',
  scope: 'node',
  title: "the node's further interfaces are up and have their addresses",
  why: 'MetalLB announces pools of these networks on these interfaces only. Without one of them the node answers no ARP or NDP request there, even where MetalLB elects it.',
  applies: (_, { interfaces }) => interfaces.length > 0,
  async *observe({ self, host, rehearsal }: NodeContext) {
    const links = await readLinks(host);
    for (const planned of self.interfaces) {
      const link = links.find(({ name }) => name === planned.name);
      yield compareInterface(planned, link, rehearsal === undefined);
    }
  },
};

/** @param isReal whether VLANs and tunnels exist; in a lab every interface is Ethernet */
function compareInterface(planned: NodeInterfacePlan, link: Link | undefined, isReal: boolean): Observation {
  const subject = `${planned.name} (ip -j -d address)`;
  const expected = formatPlanned(planned, isReal);
  const found = link === undefined ? 'no such interface' : formatFound(link, planned, isReal);
  return passIf(found === expected, {
    ...{ subject, found, planned: expected },
    components: planned.addresses.map(({ address }) => address.toString()),
    next: "correct the interface in the node's network configuration, or interfaces of the node in the profile",
  });
}

function formatPlanned({ addresses, kind, vlanId, mtu }: NodeInterfacePlan, isReal: boolean): string {
  return [
    ...addresses.map(String),
    'up',
    ...(isReal && vlanId !== undefined ? [`VLAN ${vlanId}`] : []),
    ...(mtu === undefined ? [] : [`MTU ${mtu}`]),
    ...(kind === 'ethernet' ? ['with ARP and NDP'] : []),
  ].join(', ');
}

/** In the same format as the plan's text, with the planned addresses that it has, so that the two can be compared. */
function formatFound(
  link: Link,
  { addresses, kind, vlanId, mtu }: NodeInterfacePlan,
  isReal: boolean,
): string {
  const own = new Map(link.addresses.map((one) => [one.address, one]));
  const texts = addresses.map((planned) => {
    const found = own.get(planned.address.toString());
    if (found === undefined) return `without ${planned.address.toString()}`;
    const duplicate = found.duplicate ? ' (unused: another machine has it)' : '';
    return `${found.address}/${found.prefixLength}${duplicate}`;
  });
  return [
    ...texts,
    link.up ? (link.carrier ? 'up' : 'no carrier') : 'down',
    ...(isReal && vlanId !== undefined
      ? [link.vlanId === undefined ? 'no VLAN' : `VLAN ${link.vlanId}`]
      : []),
    ...(mtu === undefined ? [] : [`MTU ${link.mtu}`]),
    ...(kind === 'ethernet' ? [link.hasNeighbours ? 'with ARP and NDP' : 'without ARP and NDP'] : []),
  ].join(', ');
}
