import type { NodeCheck, NodeVerification } from '../../check';
import { compared } from '../../finding';
import { readLinks, readRoutes, readSettings } from '../../readings';

/** The kernel's own check that a packet came from where an answer would go. */
export const reversePathFilter: NodeCheck = {
  id: 'reverse-path-filter',
  scope: 'node',
  title: 'packets from beyond the LAN are not dropped for coming in by the LAN interface',
  why: 'With a strict reverse path filter the kernel drops, silently, what comes in by one interface and would be answered by another: clients in other networks never reach a LoadBalancer address.',
  applies: (_plan, { nodeIp }) => nodeIp.some(({ family }) => family === 4),
  async *look({ self, here }: NodeVerification) {
    const [links, routes] = await Promise.all([readLinks(here), readRoutes(here, 4)]);
    const lan = links.find(({ addresses }) =>
      addresses.some(({ address }) => self.nodeIp.some((own) => own.toString() === address)),
    );
    const ways = routes.filter(({ to }) => to === 'default').map(({ device }) => device);
    if (lan === undefined || ways.length === 0) return;
    const paths = ['all', lan.name].map((name) => `net/ipv4/conf/${name}/rp_filter`);
    const settings = await readSettings(here, paths);
    // The larger of the two is in force: 1 is strict, 2 loose.
    const value = Math.max(...paths.map((path) => Number(settings.get(path) ?? 0)));
    const elsewhere = !ways.includes(lan.name);
    yield compared(value !== 1 || !elsewhere, {
      looked: `rp_filter of ${lan.name} and all (/proc/sys/net/ipv4/conf)`,
      found: `${['off', 'strict', 'loose'][value] ?? value}; the default route leaves by ${ways.join(', ')}`,
      planned: elsewhere ? 'off or loose, since the default route leaves by another interface' : 'any',
      next: `sysctl -w net.ipv4.conf.all.rp_filter=2, and for good in /etc/sysctl.d`,
    });
  },
};
