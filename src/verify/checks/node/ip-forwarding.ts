import type { Family } from '../../../address';
import type { NodeCheck, NodeContext } from '../../check';
import { FLANNEL_NAME } from '../../flannel';
import { passIf } from '../../finding';
import { readLinks, readSettings } from '../../readings';

/** Forwarding of packets by the node. */
export const ipForwarding: NodeCheck = {
  id: 'ip-forwarding',
  scope: 'node',
  title: 'the node forwards packets of every address family that pods have',
  why: 'The node forwards every packet between its pods and other hosts; without forwarding its pods reach nothing else.',
  async *observe({ plan, self, host }: NodeContext) {
    const links = await readLinks(host);
    const lan = links.find(({ addresses }) =>
      addresses.some(({ address }) => self.nodeIp.some((own) => own.toString() === address)),
    );
    const devices = links
      .map(({ name }) => name)
      .filter((name) => name === 'cni0' || name === lan?.name || FLANNEL_NAME.test(name));
    for (const { family } of plan.clusterCidr) {
      const paths = listPaths(family, devices);
      const settings = await readSettings(host, paths);
      const [all = ''] = paths;
      // The global setting overrides the others.
      const off = settings.get(all) === '0' ? [all] : paths.filter((path) => settings.get(path) === '0');
      yield passIf(off.length === 0, {
        subject: `/proc/sys/net/ipv${family} forwarding`,
        found: off.length === 0 ? 'on' : `off: ${off.join(', ')}`,
        planned: 'on',
        next: `${off.map(formatSysctl).join('; ')}, and write it to /etc/sysctl.d`,
      });
    }
  },
};

function listPaths(family: Family, devices: readonly string[]): readonly string[] {
  const all = family === 4 ? 'net/ipv4/ip_forward' : 'net/ipv6/conf/all/forwarding';
  // The kernel reads the interface's setting for IPv4 only; the IPv6 one controls router advertisements.
  return [all, ...(family === 4 ? devices.map((device) => `net/ipv4/conf/${device}/forwarding`) : [])];
}

/** The command that enables it; sysctl writes a dot in an interface's name as a slash. */
function formatSysctl(path: string): string {
  const name = path.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
  return `sysctl -w ${name}=1`;
}
