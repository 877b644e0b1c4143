import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';
import type { FlannelDevice } from '../../flannel';
import { FLANNEL_NAME, flannelDevices } from '../../flannel';
import { quoteCommand } from '../../../terminal/quote-command';
import { formatRestart } from '../../node/node-commands';
import type { Link } from '../../readings';
import { readLinks } from '../../readings';

/** The interface that sends pod traffic to other nodes. */
export const flannelDevice: NodeCheck = {
  id: 'flannel-device',
  scope: 'node',
  title: "flannel's interfaces match the plan, and there are no others",
  why: 'A tunnel whose VNI, port or local address differs from the other nodes carries no packets. With an MTU larger than the path it loses large packets: connections open and then hang.',
  dependsOn: ['lan-address', 'kernel-features', 'k3s-arguments', 'k3s-config'],
  async *observe(context: NodeContext) {
    const links = await readLinks(context.host);
    const devices = flannelDevices(context.plan);
    for (const device of devices) yield compareDevice(device, links, context);
    const names = devices.map(({ name }) => name);
    const others = links.filter(({ name }) => FLANNEL_NAME.test(name) && !names.includes(name));
    for (const { name } of others) yield reportLeftOver(name, context);
    if (devices.length + others.length === 0) {
      const planned = `none: flannel is ${context.plan.flannel.backend}`;
      yield pass({ subject: "flannel's interfaces (ip -j -d address)", found: 'none', planned });
    }
  },
};

function compareDevice(device: FlannelDevice, links: readonly Link[], context: NodeContext): Observation {
  const link = links.find(({ name }) => name === device.name);
  const planned = formatPlanned(device, context);
  const texts = { subject: `${device.name} (ip -j -d address)`, planned };
  const next = `${formatRestart(context.self)}; flannel creates the interface at its start`;
  if (link === undefined) return fail({ ...texts, found: 'no such interface', next });
  const found = formatFound(link, context.self.flannelIface !== undefined);
  return passIf(found === planned, {
    ...texts,
    found,
    next:
      link.mtu !== device.mtu && found.replace(`MTU ${link.mtu}`, `MTU ${device.mtu}`) === planned
        ? `on ${context.self.name}: ip link set ${device.name} mtu ${device.mtu}; flannel derives it from the LAN interface's MTU at its start`
        : `on ${context.self.name}: ip link delete ${device.name}; then ${next}`,
  });
}

function formatPlanned({ family, kind, mtu }: FlannelDevice, { plan, self }: NodeContext): string {
  if (kind === 'wireguard') return `wireguard, MTU ${mtu}, up`;
  const own = self.nodeIp.find((address) => address.family === family)?.toString();
  const { vni, port } = plan.flannel;
  const context = self.flannelIface === undefined ? '' : ` on ${self.flannelIface}`;
  return `vxlan, VNI ${vni}, port ${port}, local address ${own}${context}, no learning, MTU ${mtu}, up`;
}

/** In the same format as the plan's text, so that the two can be compared. */
function formatFound({ kind, vxlan, mtu, up }: Link, withInterface: boolean): string {
  const state = `MTU ${mtu}, ${up ? 'up' : 'down'}`;
  if (vxlan === undefined) return `${kind ?? 'a physical interface'}, ${state}`;
  const context = withInterface ? ` on ${vxlan.device ?? 'no interface'}` : '';
  const learning = vxlan.learning ? 'learning' : 'no learning';
  return `vxlan, VNI ${vxlan.vni}, port ${vxlan.port}, local address ${vxlan.local ?? 'none'}${context}, ${learning}, ${state}`;
}

function reportLeftOver(name: string, { plan, self }: NodeContext): Observation {
  return fail({
    subject: `${name} (ip -j -d address)`,
    found: 'the interface exists',
    planned: `no such interface: flannel is ${plan.flannel.backend}`,
    why: 'It is left over from another backend or VNI, and its routes may still match pod traffic.',
    next: `on ${self.name}: ${quoteCommand(['ip', 'link', 'delete', name])}`,
  });
}
