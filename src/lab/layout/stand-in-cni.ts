import { Cidr } from '../../address';
import type { LabCommand } from './commands';

/** A node and its pod CIDRs. */
export interface NodePodCidrs {
  readonly name: string;
  /** Its addresses on the LAN. */
  readonly addresses: readonly string[];
  readonly podCidrs: readonly string[];
}

/** Name of the file in `/etc/cni/net.d`. */
export const CNI_FILE = '10-netstack-lab.conflist';

/**
 * A plain bridge on each node, by the CNI's own reference plugins.
 *
 * @see https://www.cni.dev/plugins/current/main/bridge/
 */
export function cniConfig({ podCidrs }: NodePodCidrs, mtu: number): string {
  const bridge = {
    type: 'bridge',
    bridge: 'cni0',
    mtu,
    isDefaultGateway: true,
    hairpinMode: true,
    ipam: { type: 'host-local', ranges: podCidrs.map((subnet) => [{ subnet }]) },
  };
  const plugins = [bridge, { type: 'portmap', capabilities: { portMappings: true } }];
  return `${JSON.stringify({ cniVersion: '1.0.0', name: 'netstack-lab', plugins }, null, 2)}\n`;
}

/** Routes from one node to the pods of another one. */
export function routeToPods(from: NodePodCidrs, to: NodePodCidrs): readonly LabCommand[] {
  return to.podCidrs.flatMap((cidr) => {
    const { family } = Cidr.parse(cidr);
    const via = to.addresses.find((address) => address.includes(':') === (family === 6));
    if (via === undefined) return [];
    return { machine: from.name, argv: ['ip', `-${family}`, 'route', 'replace', cidr, 'via', via] };
  });
}

/** Masquerades traffic of pods to destinations outside the cluster. */
export function maskPods({ name }: NodePodCidrs, clusterCidr: readonly string[]): readonly LabCommand[] {
  return clusterCidr.map((cidr) => {
    const program = Cidr.parse(cidr).family === 4 ? 'iptables' : 'ip6tables';
    const rule = ['-s', cidr, '!', '-d', cidr, '-j', 'MASQUERADE'];
    return { machine: name, argv: [program, '-w', '-t', 'nat', '-A', 'POSTROUTING', ...rule] };
  });
}
