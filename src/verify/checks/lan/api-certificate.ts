import { formatForUrl } from '../../../address';
import { quoteWord } from '../../../terminal/quote-command';
import type { ClusterCheck, VerifyContext } from '../../check';
import { reportCertificate, readServedCertificate } from '../../lan/served-certificate';
import { findMissingRoute } from '../../lan/reachability';

/** The certificates of the API servers. */
export const apiCertificate: ClusterCheck = {
  id: 'api-certificate',
  scope: 'lan',
  title: "every server's certificate contains its addresses and tlsSan",
  why: 'k3s creates the certificate at its start: kubectl rejects names that were added to the profile later until k3s restarts.',
  dependsOn: ['api-server', 'k3s-arguments'],
  async *observe({ readAt, plan, lan }: VerifyContext) {
    const { servers, registration, tlsSan } = plan;
    for (const { name, nodeIp } of servers) {
      const own = nodeIp.map(String);
      const [address = registration.address] = own;
      const url = `https://${formatForUrl(address)}:${registration.port}/ping`;
      const title = `${url} from ${lan.name}`;
      const unasked = await findMissingRoute(lan, address, `certificate of ${title}`);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const required = {
        url: title,
        components: [name],
        names: [...new Set([...own, ...(registration.fixed ? [registration.address] : []), ...tlsSan])],
        next: `on ${name}: compare /etc/rancher/k3s/config.yaml.d/50-netstack.yaml with ${quoteWord(`dist/${plan.cluster}/k3s/${name}.yml`)}, then systemctl restart k3s`,
      };
      yield reportCertificate(await readServedCertificate(lan, url), required, readAt);
    }
  },
};
