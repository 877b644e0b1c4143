import type { Family } from '../../../address';
import type { NodeCheck, NodeVerification } from '../../check';
import { FLANNEL_NAME } from '../../flannel';
import { compared } from '../../finding';
import { readLinks, readSettings } from '../../readings';

/** The node passes on packets of pods. */
export const ipForwarding: NodeCheck = {
  id: 'ip-forwarding',
  scope: 'node',
  title: 'the node forwards packets, of every family that pods have',
  why: 'Every packet that a pod sends or gets from beyond its node is forwarded; without it pods on this node are alone.',
  async *look({ plan, self, here }: NodeVerification) {
    const links = await readLinks(here);
    const lan = links.find(({ addresses }) =>
      addresses.some(({ address }) => self.nodeIp.some((own) => own.toString() === address)),
    );
    const devices = links
      .map(({ name }) => name)
      .filter((name) => name === 'cni0' || name === lan?.name || FLANNEL_NAME.test(name));
    for (const { family } of plan.clusterCidr) {
      const paths = pathsOf(family, devices);
      const settings = await readSettings(here, paths);
      const [all = ''] = paths;
      // The one for all of them sets each.
      const off = settings.get(all) === '0' ? [all] : paths.filter((path) => settings.get(path) === '0');
      yield compared(off.length === 0, {
        looked: `/proc/sys/net/ipv${family} forwarding`,
        found: off.length === 0 ? 'on' : `off: ${off.join(', ')}`,
        planned: 'on',
        next: `${off.map(command).join('; ')}, and for good in /etc/sysctl.d`,
      });
    }
  },
};

function pathsOf(family: Family, devices: readonly string[]): readonly string[] {
  const all = family === 4 ? 'net/ipv4/ip_forward' : 'net/ipv6/conf/all/forwarding';
  // Only for IPv4 does the kernel ask the interface; for IPv6 each interface's setting is about being a router there.
  return [all, ...(family === 4 ? devices.map((device) => `net/ipv4/conf/${device}/forwarding`) : [])];
}

/** The words that switch it on; a dot in the name of an interface is a slash for sysctl. */
function command(path: string): string {
  const name = path.replace(/[./]/g, (separator) => (separator === '.' ? '/' : '.'));
  return `sysctl -w ${name}=1`;
}
