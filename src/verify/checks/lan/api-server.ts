import type { NetworkPlan } from '../../../plan';
import { Address, formatForUrl } from '../../../address';
import type { ClusterCheck, Verification } from '../../check';
import { compared } from '../../finding';
import { curl } from '../../lan/curl';
import { noWay } from '../../lan/way-to';

/** The API server, where agents and kubectl ask for it. */
export const apiServer: ClusterCheck = {
  id: 'api-server',
  scope: 'lan',
  title: 'the API server answers at every address that the profile names for it',
  why: 'New nodes join by the registration address, and kubectl on the LAN uses it: with one server behind it that is away, half of the calls fail.',
  async *look({ plan, lan }: Verification) {
    for (const address of addressesOf(plan)) {
      const url = `https://${formatForUrl(address)}:${plan.registration.port}/ping`;
      const looked = `${url} from ${lan.name}`;
      const unasked = await noWay(lan, address, looked);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const { stdout } = await curl(lan, url);
      yield compared(stdout.trim() === 'pong', {
        looked,
        found: stdout.trim().slice(0, 80) || 'no answer',
        planned: 'pong',
        next: 'see that k3s runs on that server, and that no firewall drops TCP port 6443 from the LAN',
      });
    }
  },
};

/** The registration address, and every server's own. */
function addressesOf({ servers, registration }: NetworkPlan): readonly string[] {
  const own = servers.flatMap(({ nodeIp }) => nodeIp.map(String));
  const named = Address.find(registration.address)?.toString() ?? registration.address;
  return [...new Set([named, ...own])];
}
