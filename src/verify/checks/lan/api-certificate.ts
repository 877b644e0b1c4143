import { formatForUrl } from '../../../address';
import type { ClusterCheck, Verification } from '../../check';
import { judged, servedCertificate } from '../../lan/served-certificate';
import { noWay } from '../../lan/way-to';

/** What the API servers show to kubectl and to new nodes. */
export const apiCertificate: ClusterCheck = {
  id: 'api-certificate',
  scope: 'lan',
  title: "every server's certificate is for its own addresses and for tlsSan",
  why: 'k3s writes names into the certificate when it starts: one that came to the profile later is refused by kubectl until k3s is restarted.',
  async *look({ plan, lan }: Verification) {
    const { servers, registration, tlsSan } = plan;
    for (const { name, nodeIp } of servers) {
      const own = nodeIp.map(String);
      const [address = registration.address] = own;
      const url = `https://${formatForUrl(address)}:${registration.port}/ping`;
      const asked = `${url} from ${lan.name}`;
      const unasked = await noWay(lan, address, `certificate of ${asked}`);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      yield judged(await servedCertificate(lan, url), {
        asked,
        names: [...new Set([...own, ...(registration.fixed ? [registration.address] : []), ...tlsSan])],
        next: `compare /etc/rancher/k3s/config.yaml.d/50-netstack.yaml on ${name} with dist/; then systemctl restart k3s`,
      });
    }
  },
};
