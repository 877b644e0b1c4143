import type { NetworkPlan, SamplePlan } from '../../../plan';
import { formatForUrl } from '../../../address';
import {
  coversHost,
  listCertificateRequests,
  listLoadBalancerServices,
  listSampleHosts,
} from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { findServiceAddresses } from '../../lan/service-addresses';
import { formatKubectl } from '../../objects/format-kubectl';
import { reportCertificate, readServedCertificate } from '../../lan/served-certificate';
import { findMissingRoute } from '../../lan/reachability';

/** A host name with a certificate in the profile. */
interface CertifiedHost {
  readonly host: string;
  /** `samples/whoami-tls`, or `certificate resolver letsencrypt`. */
  readonly origin: string;
  readonly next: string;
}

/** The certificates that Traefik presents from the profile's Secrets and certificate resolvers. */
export const sampleCertificates: ClusterCheck = {
  id: 'sample-certificates',
  scope: 'lan',
  title: 'Traefik presents a valid certificate for each host name with a certificate in the profile',
  why: 'Where the Secret is missing or for another name, or the CA has issued no certificate, Traefik presents its self-signed certificate without an error. Browsers reject it, and with HSTS users cannot continue.',
  dependsOn: ['secrets-exist', 'sample-answers'],
  applies: (plan) => listCertifiedHosts(plan).length > 0,
  async *observe({ readAt, plan, lan, cluster }: VerifyContext) {
    const service = listLoadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
    if (service === undefined) return;
    const [address] = await findServiceAddresses(service, plan, cluster);
    if (address === undefined) return;
    const at = formatForUrl(address.toString());
    for (const { host, origin, sample, next } of listCertifiedHosts(plan)) {
      const url = `https://${host}/`;
      const title = `${url} at ${at} from ${lan.name}`;
      const unasked = await findMissingRoute(lan, address, `certificate of ${title}`);
      if (unasked !== undefined) {
        yield unasked;
        continue;
      }
      const certificate = await readServedCertificate(lan, url, ['--resolve', `${host}:443:${at}`]);
      const required = { url: title, names: [host], components: [origin, sample, address.toString()], next };
      yield reportCertificate(certificate, required, readAt);
    }
  },
};

function fromSecret(host: string, namespace: string, name: string): CertifiedHost {
  const read = formatKubectl('-n', namespace, 'get', 'secret', name, '-o', 'jsonpath={.data.tls\\.crt}');
  const next = `${read} | base64 -d | openssl x509 -noout -subject -dates -ext subjectAltName; then read Traefik's log`;
  return { host, origin: `${namespace}/${name}`, next };
}

/** Traefik logs why a CA issued no certificate. */
function fromResolver(host: string, resolver: string, { traefik }: NetworkPlan): CertifiedHost {
  const workload = `${traefik.kind.toLowerCase()}/traefik`;
  const logs = formatKubectl('-n', traefik.namespace, 'logs', workload);
  return {
    ...{ host, origin: `certificate resolver ${resolver}` },
    next: `${logs} | grep -i acme; the CA's reason is in the line with "Unable to obtain ACME certificate"`,
  };
}

/** Each host name once; without a Secret it uses the default certificate, if the profile has one. */
function listCertifiedHosts(plan: NetworkPlan): readonly (CertifiedHost & { readonly sample: string })[] {
  const all = plan.samples.flatMap((sample) =>
    listCertificates(plan, sample).map((one) => ({ ...one, sample: sample.name })),
  );
  return all.filter(({ host }, index) => all.findIndex((one) => one.host === host) === index);
}

function listCertificates(plan: NetworkPlan, sample: SamplePlan): readonly CertifiedHost[] {
  const { traefik } = plan;
  const { ingress, namespace } = sample;
  if (traefik.mode === 'none') return [];
  const { defaultCertificate } = traefik;
  const names = listRequestedNames(plan);
  return listSampleHosts(sample).flatMap(({ host }) => {
    if (host === ingress?.host && ingress.tlsSecret !== undefined) {
      return [fromSecret(host, namespace, ingress.tlsSecret)];
    }
    const request = names.find(({ name }) => coversHost(name, host));
    if (request !== undefined) return [fromResolver(host, request.resolver, plan)];
    if (defaultCertificate === undefined || !usesTls(traefik, sample)) return [];
    return [fromSecret(host, traefik.namespace, defaultCertificate)];
  });
}

/** The names in certificates of resolvers, the exact ones first. */
function listRequestedNames(plan: NetworkPlan) {
  const names = listCertificateRequests(plan).flatMap((request) =>
    request.names.map(({ name }) => ({ name, resolver: request.resolver })),
  );
  return [...names].sort((a, b) => Number(a.name.startsWith('*.')) - Number(b.name.startsWith('*.')));
}

function usesTls({ httpsRedirect }: NetworkPlan['traefik'], { ingress, ingressRoute }: SamplePlan) {
  return httpsRedirect || ingress?.tlsSecret !== undefined || ingressRoute?.tls === true;
}
