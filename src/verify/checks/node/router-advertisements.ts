import { compared } from '../../finding';
import type { NodeCheck, NodeVerification } from '../../check';
import { readRoutes, readSettings } from '../../readings';

/** A node that forwards IPv6 forgets its default route unless it is told to go on listening. */
export const routerAdvertisements: NodeCheck = {
  id: 'router-advertisements',
  scope: 'node',
  title: 'an IPv6 default route that the router made known is kept up',
  why: 'Once k3s has switched forwarding on, the kernel ignores router advertisements unless accept_ra is 2: the default route runs out after some minutes, and with it all IPv6 to the outside.',
  applies: (_plan, { nodeIp }) => nodeIp.some(({ family }) => family === 6),
  async *look({ here }: NodeVerification) {
    const routes = await readRoutes(here, 6);
    for (const { device } of routes.filter(({ to, learned }) => to === 'default' && learned)) {
      const path = `net/ipv6/conf/${device ?? 'all'}`;
      const settings = await readSettings(here, [`${path}/accept_ra`, `${path}/forwarding`]);
      const accepts = settings.get(`${path}/accept_ra`);
      // 0 is somebody else's work: networkd and NetworkManager listen themselves.
      const runsOut = accepts === '1' && settings.get(`${path}/forwarding`) === '1';
      yield compared(!runsOut, {
        looked: `/proc/sys/${path}/accept_ra`,
        found: accepts ?? 'not there',
        planned: '2, since the node forwards',
        next: `sysctl -w net.ipv6.conf.${device}.accept_ra=2, and for good in /etc/sysctl.d`,
      });
    }
  },
};
