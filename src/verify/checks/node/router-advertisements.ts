import { passIf } from '../../finding';
import type { NodeCheck, NodeContext } from '../../check';
import { readRoutes, readSettings } from '../../readings';

/** A node that forwards IPv6 ignores router advertisements unless accept_ra is 2. */
export const routerAdvertisements: NodeCheck = {
  id: 'router-advertisements',
  scope: 'node',
  title: 'the kernel renews an advertised IPv6 default route',
  why: 'k3s enables forwarding, and then the kernel ignores router advertisements unless accept_ra is 2: the default route expires after some minutes, and with it IPv6 to other networks.',
  applies: (_plan, { nodeIp }) => nodeIp.some(({ family }) => family === 6),
  async *observe({ host }: NodeContext) {
    const routes = await readRoutes(host, 6);
    for (const { device } of routes.filter(({ to, learned }) => to === 'default' && learned)) {
      const path = `net/ipv6/conf/${device ?? 'all'}`;
      const settings = await readSettings(host, [`${path}/accept_ra`, `${path}/forwarding`]);
      const accepts = settings.get(`${path}/accept_ra`);
      // With 0, networkd or NetworkManager process router advertisements themselves.
      const expires = accepts === '1' && settings.get(`${path}/forwarding`) === '1';
      yield passIf(!expires, {
        subject: `/proc/sys/${path}/accept_ra`,
        found: accepts ?? 'missing',
        planned: '2, since the node forwards',
        next: `sysctl -w net.ipv6.conf.${device}.accept_ra=2, and write it to /etc/sysctl.d`,
      });
    }
  },
};
