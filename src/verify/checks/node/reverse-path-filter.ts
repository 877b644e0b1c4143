import type { NodeCheck, NodeContext } from '../../check';
import { passIf } from '../../finding';
import { readLinks, readRoutes, readSettings } from '../../readings';

/** The kernel's reverse path filter on the LAN interface. */
export const reversePathFilter: NodeCheck = {
  id: 'reverse-path-filter',
  scope: 'node',
  title: 'the reverse path filter accepts packets from other networks on the LAN interface',
  why: 'A strict filter drops packets whose reply would leave by another interface, without an error: clients in other networks never reach a LoadBalancer address.',
  dependsOn: ['default-route'],
  applies: (_plan, { nodeIp }) => nodeIp.some(({ family }) => family === 4),
  async *observe({ self, host }: NodeContext) {
    const [links, routes] = await Promise.all([readLinks(host), readRoutes(host, 4)]);
    const lan = links.find(({ addresses }) =>
      addresses.some(({ address }) => self.nodeIp.some((own) => own.toString() === address)),
    );
    const devices = routes.filter(({ to }) => to === 'default').map(({ device }) => device);
    if (lan === undefined || devices.length === 0) return;
    const paths = ['all', lan.name].map((name) => `net/ipv4/conf/${name}/rp_filter`);
    const settings = await readSettings(host, paths);
    // The kernel uses the larger of the two: 1 is strict, 2 loose.
    const value = Math.max(...paths.map((path) => Number(settings.get(path) ?? 0)));
    const elsewhere = !devices.includes(lan.name);
    yield passIf(value !== 1 || !elsewhere, {
      subject: `rp_filter of ${lan.name} and all (/proc/sys/net/ipv4/conf)`,
      found: `${['off', 'strict', 'loose'][value] ?? value}; the default route uses ${devices.join(', ')}`,
      planned: elsewhere ? 'off or loose, since the default route uses another interface' : 'any',
      next: 'sysctl -w net.ipv4.conf.all.rp_filter=2, and write it to /etc/sysctl.d',
    });
  },
};
