import type { NetworkPlan } from '../../../plan';
import { Address, formatForUrl } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import { runCurl } from '../../lan/curl';
import { findMissingRoute } from '../../lan/reachability';

/** The API server at the addresses that agents and kubectl use. */
export const apiServer: ClusterCheck = {
  id: 'api-server',
  scope: 'lan',
  title: 'the API server answers at each of its addresses in the profile',
  why: 'New nodes join by the registration address, and kubectl on the LAN uses it. With one server behind it down, part of the requests fail.',
  dependsOn: ['api-port'],
  async *observe({ plan, lan }: VerifyContext) {
    for (const address of addressesOf(plan)) {
      const url = `https://${formatForUrl(address)}:${plan.registration.port}/ping`;
      const subject = `${url} from ${lan.name}`;
      const unasked = await findMissingRoute(lan, address, subject);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const { stdout } = await runCurl(lan, url);
      yield passIf(stdout.trim() === 'pong', {
        subject,
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
