import type { NetworkPlan, SamplePlan } from '../../../plan';
import { formatForUrl } from '../../../address';
import { listLoadBalancerServices, listSampleHosts } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import { askedAddresses } from '../../lan/asked-addresses';
import { judged, servedCertificate } from '../../lan/served-certificate';
import { noWay } from '../../lan/way-to';

/** A host whose certificate the profile names. */
interface CertifiedHost {
  readonly host: string;
  /** `samples/whoami-tls` */
  readonly secret: string;
}

/** What Traefik shows of the Secrets that the profile refers to. */
export const sampleCertificates: ClusterCheck = {
  id: 'sample-certificates',
  scope: 'lan',
  title:
    'Traefik shows, for each host with a certificate of the profile, one that is for that host and valid today',
  why: 'Where the Secret is missing or for another name, Traefik says nothing and shows a certificate of its own: browsers refuse it, and with HSTS there is no way past that.',
  applies: (plan) => certifiedHosts(plan).length > 0,
  async *look({ plan, lan, cluster }: Verification) {
    const service = listLoadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
    if (service === undefined) return;
    const [address] = await askedAddresses(service, plan, cluster);
    if (address === undefined) return;
    const at = formatForUrl(address.toString());
    for (const { host, secret } of certifiedHosts(plan)) {
      const url = `https://${host}/`;
      const asked = `${url} at ${at} from ${lan.name}`;
      const unasked = await noWay(lan, address, `certificate of ${asked}`);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const certificate = await servedCertificate(lan, url, ['--resolve', `${host}:443:${at}`]);
      yield judged(certificate, {
        asked,
        names: [host],
        next: `kubectl -n ${secret.replace('/', ' get secret ')} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -subject -dates -ext subjectAltName; then the log of Traefik`,
      });
    }
  },
};

/** Each host once: without a Secret of its own it has the default one, if the profile names that. */
function certifiedHosts(plan: NetworkPlan): readonly CertifiedHost[] {
  const all = plan.samples.flatMap((sample) => certificatesOf(plan, sample));
  return all.filter(({ host }, index) => all.findIndex((one) => one.host === host) === index);
}

function certificatesOf({ traefik }: NetworkPlan, sample: SamplePlan): readonly CertifiedHost[] {
  const { ingress, namespace } = sample;
  if (traefik.mode === 'none') return [];
  const { defaultCertificate } = traefik;
  const fallback =
    defaultCertificate === undefined ? undefined : `${traefik.namespace}/${defaultCertificate}`;
  const own = ingress?.tlsSecret === undefined ? undefined : `${namespace}/${ingress.tlsSecret}`;
  return listSampleHosts(sample).flatMap(({ host }) => {
    const secret = host === ingress?.host ? (own ?? fallback) : fallback;
    return secret === undefined || !isServedByTls(traefik, sample) ? [] : [{ host, secret }];
  });
}

function isServedByTls({ httpsRedirect }: NetworkPlan['traefik'], { ingress, ingressRoute }: SamplePlan) {
  return httpsRedirect || ingress?.tlsSecret !== undefined || ingressRoute?.tls === true;
}
