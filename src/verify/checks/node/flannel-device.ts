import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';
import type { FlannelDevice } from '../../flannel';
import { FLANNEL_NAME, flannelDevices } from '../../flannel';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** The interface that pod traffic leaves the node by. */
export const flannelDevice: NodeCheck = {
  id: 'flannel-device',
  scope: 'node',
  title: "flannel's interfaces are as planned, and there are no others",
  why: 'A tunnel with another VNI, port or own address than the others have carries nothing; one with a larger MTU than its path loses large packets only: connections open and then hang.',
  async *look(on: NodeVerification) {
    const links = await readLinks(on.here);
    const devices = flannelDevices(on.plan);
    for (const device of devices) yield deviceAsPlanned(device, links, on);
    const names = devices.map(({ name }) => name);
    const others = links.filter(({ name }) => FLANNEL_NAME.test(name) && !names.includes(name));
    for (const { name } of others) yield leftOver(name, on);
    if (devices.length + others.length === 0) {
      const planned = `none: flannel is ${on.plan.flannel.backend}`;
      yield holds({ looked: "flannel's interfaces (ip -j -d address)", found: 'none', planned });
    }
  },
};

function deviceAsPlanned(device: FlannelDevice, links: readonly Link[], on: NodeVerification): Observation {
  const link = links.find(({ name }) => name === device.name);
  const planned = plannedText(device, on);
  const look = { looked: `${device.name} (ip -j -d address)`, planned };
  const next = `systemctl restart k3s on ${on.self.name} (k3s-agent on an agent): flannel makes the interface anew`;
  if (link === undefined) return fails({ ...look, found: 'no such interface', next });
  const found = foundText(link, on.self.flannelIface !== undefined);
  return compared(found === planned, {
    ...look,
    found,
    next:
      link.mtu !== device.mtu && found.replace(`MTU ${link.mtu}`, `MTU ${device.mtu}`) === planned
        ? `ip link set ${device.name} mtu ${device.mtu}; it comes from the MTU of the LAN interface when flannel starts`
        : `ip link delete ${device.name}, then ${next}`,
  });
}

function plannedText({ family, kind, mtu }: FlannelDevice, { plan, self }: NodeVerification): string {
  if (kind === 'wireguard') return `wireguard, MTU ${mtu}, up`;
  const own = self.nodeIp.find((address) => address.family === family)?.toString();
  const { vni, port } = plan.flannel;
  const on = self.flannelIface === undefined ? '' : ` on ${self.flannelIface}`;
  return `vxlan, VNI ${vni}, port ${port}, own address ${own}${on}, no learning, MTU ${mtu}, up`;
}

/** In the same words, so that the two can be compared by eye. */
function foundText({ kind, vxlan, mtu, up }: Link, withInterface: boolean): string {
  const state = `MTU ${mtu}, ${up ? 'up' : 'down'}`;
  if (vxlan === undefined) return `${kind ?? 'a real interface'}, ${state}`;
  const on = withInterface ? ` on ${vxlan.device ?? 'no interface'}` : '';
  const learning = vxlan.learning ? 'learning' : 'no learning';
  return `vxlan, VNI ${vxlan.vni}, port ${vxlan.port}, own address ${vxlan.local ?? 'none'}${on}, ${learning}, ${state}`;
}

function leftOver(name: string, { plan }: NodeVerification): Observation {
  return fails({
    looked: `${name} (ip -j -d address)`,
    found: 'there, with its addresses and routes',
    planned: `no such interface: flannel is ${plan.flannel.backend}`,
    why: 'It is left over from another backend or VNI, and its routes may still catch pod traffic.',
    next: `ip link delete ${name}`,
  });
}
