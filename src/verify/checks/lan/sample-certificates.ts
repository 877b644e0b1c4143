import type { NetworkPlan, SamplePlan } from '../../../plan';
import { formatForUrl } from '../../../address';
import { listLoadBalancerServices, listSampleHosts } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { findServiceAddresses } from '../../lan/service-addresses';
import { formatKubectl } from '../../objects/format-kubectl';
import { reportCertificate, readServedCertificate } from '../../lan/served-certificate';
import { findMissingRoute } from '../../lan/reachability';

/** A host name with a certificate in the profile. */
interface CertifiedHost {
  readonly host: string;
  /** `samples/whoami-tls` */
  readonly secret: string;
}

/** The certificates that Traefik presents from the profile's Secrets. */
export const sampleCertificates: ClusterCheck = {
  id: 'sample-certificates',
  scope: 'lan',
  title: 'Traefik presents a valid certificate for each host name with a certificate in the profile',
  why: 'Where the Secret is missing or for another name, Traefik presents its self-signed certificate without an error. Browsers reject it, and with HSTS users cannot continue.',
  dependsOn: ['secrets-exist', 'sample-answers'],
  applies: (plan) => listCertifiedHosts(plan).length > 0,
  async *observe({ plan, lan, cluster }: VerifyContext) {
    const service = listLoadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
    if (service === undefined) return;
    const [address] = await findServiceAddresses(service, plan, cluster);
    if (address === undefined) return;
    const at = formatForUrl(address.toString());
    for (const { host, secret } of listCertifiedHosts(plan)) {
      const url = `https://${host}/`;
      const title = `${url} at ${at} from ${lan.name}`;
      const unasked = await findMissingRoute(lan, address, `certificate of ${title}`);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const certificate = await readServedCertificate(lan, url, ['--resolve', `${host}:443:${at}`]);
      yield reportCertificate(certificate, {
        url: title,
        names: [host],
        components: [secret],
        next: `${readSecret(secret)} | base64 -d | openssl x509 -noout -subject -dates -ext subjectAltName; then read Traefik's log`,
      });
    }
  },
};

function readSecret(secret: string): string {
  const [namespace = '', name = ''] = secret.split('/');
  return formatKubectl('-n', namespace, 'get', 'secret', name, '-o', 'jsonpath={.data.tls\\.crt}');
}

/** Each host name once; without a Secret it uses the default certificate, if the profile has one. */
function listCertifiedHosts(plan: NetworkPlan): readonly CertifiedHost[] {
  const all = plan.samples.flatMap((sample) => listCertificates(plan, sample));
  return all.filter(({ host }, index) => all.findIndex((one) => one.host === host) === index);
}

function listCertificates({ traefik }: NetworkPlan, sample: SamplePlan): readonly CertifiedHost[] {
  const { ingress, namespace } = sample;
  if (traefik.mode === 'none') return [];
  const { defaultCertificate } = traefik;
  const fallback =
    defaultCertificate === undefined ? undefined : `${traefik.namespace}/${defaultCertificate}`;
  const own = ingress?.tlsSecret === undefined ? undefined : `${namespace}/${ingress.tlsSecret}`;
  return listSampleHosts(sample).flatMap(({ host }) => {
    const secret = host === ingress?.host ? (own ?? fallback) : fallback;
    return secret === undefined || !usesTls(traefik, sample) ? [] : [{ host, secret }];
  });
}

function usesTls({ httpsRedirect }: NetworkPlan['traefik'], { ingress, ingressRoute }: SamplePlan) {
  return httpsRedirect || ingress?.tlsSecret !== undefined || ingressRoute?.tls === true;
}
