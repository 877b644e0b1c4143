import type { Address } from '../../../address';
import type { LoadBalancerService, NetworkPlan, SamplePlan } from '../../../plan';
import { quoteCommand } from '../../../terminal/quote-command';
import { formatForUrl } from '../../../address';
import { listLoadBalancerServices, listSampleHosts, listTraefikListeners } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Query } from '../../dns/dig';
import { formatAnswer, formatQuery, queryDns } from '../../dns/dig';
import type { Host } from '../../host';
import { isSkipped, skipIfUnreachable } from '../../skip';
import { findServiceAddresses } from '../../lan/service-addresses';
import { runCurl } from '../../lan/curl';
import { findMissingRoute } from '../../lan/reachability';

/** A request to a Service, and the expected response. */
interface Request {
  /** Name of the sample that answers. */
  readonly title: string;
  readonly scheme: 'http' | 'https' | 'dns';
  /** A host name, which DNS may not resolve yet; undefined: the address itself. */
  readonly host?: string;
  readonly port: number;
  readonly path: string;
  /** Traefik offers HTTP/2 in the TLS handshake of a TCP route, and the pods behind it may not serve it. */
  readonly isHttp1?: true;
  /** `200`, or the redirect. */
  readonly planned: string;
}

/** The answer of a DNS sample, which has the address of the client in its additional section. */
const DNS_ANSWER = 'no record';

/** The name in queries to DNS samples, which answer for every name. */
const DNS_NAME = 'netstack-verify.test';

/** Requests to the samples from the LAN. */
export const sampleAnswers: ClusterCheck = {
  id: 'sample-answers',
  scope: 'lan',
  title: 'each sample answers LAN clients, by host name through Traefik or by its own address',
  why: 'The request passes everything: ARP or the route to the address, kube-proxy, Traefik and its rules, the pod network, the pod.',
  dependsOn: [
    'sole-owners',
    'service-endpoints',
    'ingress-class',
    'host-routes',
    'overlay-ping',
    'service-rules',
    'reverse-path-filter',
    'network-policies',
    'firewall-drops',
    'external-ips',
  ],
  applies: (plan) => listLoadBalancerServices(plan).some((service) => listRequests(service, plan).length > 0),
  async *observe(context: VerifyContext) {
    const answers = await Promise.all(
      listLoadBalancerServices(context.plan).map((service) => requestAll(service, context)),
    );
    yield* answers.flat();
  },
};

async function requestAll(
  service: LoadBalancerService,
  context: VerifyContext,
): Promise<readonly Observation[]> {
  const { plan, lan, cluster } = context;
  const requests = listRequests(service, plan);
  if (requests.length === 0) return [];
  // Where one Service has no address, the others can still be requested.
  const title = `Service ${service.namespace}/${service.name} from ${lan.name}`;
  const addresses = await skipIfUnreachable(title, () => findServiceAddresses(service, plan, cluster));
  if (isSkipped(addresses)) return [addresses];
  const pairs = requests.flatMap((request) => addresses.map((address) => ({ request, address })));
  return Promise.all(
    pairs.map(({ request, address }) =>
      sendRequest(lan, request, address, [request.title, service.name, service.servedBy, String(address)]),
    ),
  );
}

function listRequests(service: LoadBalancerService, plan: NetworkPlan): readonly Request[] {
  if (service.owner === plan.traefik)
    return [
      ...plan.samples.flatMap((sample) => listNamedRequests(plan, sample)),
      ...listStreamRequests(service, plan),
    ];
  const { title, ports } = service;
  const sample = plan.samples.find((one) => one === service.owner);
  const scheme = sample?.ingressRouteTCP?.passthroughSecret === undefined ? 'http' : 'https';
  return ports.map(({ port, protocol }) =>
    protocol === 'UDP'
      ? { title, scheme: 'dns', port, path: '', planned: DNS_ANSWER }
      : { title, scheme, port, path: '/', planned: '200' },
  );
}

/** Requests to the routes for TCP and UDP, on the ports that a Service of Traefik has. */
function listStreamRequests({ ports }: LoadBalancerService, plan: NetworkPlan): readonly Request[] {
  const listeners = listTraefikListeners(plan.traefik).filter(({ exposedPort, protocol }) =>
    ports.some((one) => one.port === exposedPort && one.protocol === protocol),
  );
  return plan.samples.flatMap(({ name: title, ingressRouteTCP: tcp, ingressRouteUDP: udp }) =>
    listeners.flatMap(({ name, exposedPort: port }): readonly Request[] => {
      if (udp?.entryPoints.includes(name) === true)
        return [{ title, scheme: 'dns', port, path: '', planned: DNS_ANSWER }];
      if (tcp?.entryPoints.includes(name) !== true) return [];
      const host = tcp.hostSNI === '*' ? {} : { host: tcp.hostSNI };
      const scheme = tcp.tls ? 'https' : 'http';
      return [{ title, scheme, ...host, port, path: '/', planned: '200', isHttp1: true }];
    }),
  );
}

function listNamedRequests(plan: NetworkPlan, sample: SamplePlan): readonly Request[] {
  const { ingress, ingressRoute, httpRoute, name: title } = sample;
  const ownTls = ingress?.tlsSecret !== undefined || ingress?.certResolver !== undefined;
  const tls = ownTls || ingressRoute?.tls === true || plan.traefik.httpsRedirect;
  const plain = ingressRoute === undefined && httpRoute === undefined;
  if (!plain && !hasHostRuleOnly(sample)) return [];
  return listSampleHosts(sample).flatMap(({ host }) => {
    const path = ingress?.host === host ? ingress.path : '/';
    const secure: Request = { title, scheme: 'https', host, port: 443, path, planned: '200' };
    const open: Request = { title, scheme: 'http', host, port: 80, path, planned: '200' };
    if (plan.traefik.httpsRedirect)
      return [secure, { ...open, planned: `redirect to https://${host}${path}` }];
    return tls ? [secure] : [open];
  });
}

/** Requests for rules with other conditions cannot be derived. */
function hasHostRuleOnly({ ingressRoute, httpRoute }: SamplePlan): boolean {
  return httpRoute !== undefined || HOST_ONLY.test(ingressRoute?.match ?? '');
}

const HOST_ONLY = /^\s*Host\(`[^`]+`\)\s*$/;

/** Sends a request without verifying certificates: those of a lab are self-signed. */
async function sendRequest(
  client: Host,
  request: Request,
  address: Address,
  components: readonly string[],
): Promise<Observation> {
  const { title, scheme, host, port, path, planned, isHttp1 } = request;
  const at = formatForUrl(address.toString());
  if (scheme === 'dns') return sendQuery(client, request, address, components);
  const suffix = port === (scheme === 'http' ? 80 : 443) ? '' : `:${port}`;
  const url = host === undefined ? `${scheme}://${at}:${port}${path}` : `${scheme}://${host}${suffix}${path}`;
  const resolve = [
    ...(isHttp1 ? ['--http1.1'] : []),
    ...(host === undefined ? [] : ['--resolve', `${host}:${port}:${at}`]),
  ];
  const form = ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}'];
  const subject = `${url}${host === undefined ? '' : ` at ${at}`} from ${client.name}`;
  const skipped = await findMissingRoute(client, address, subject);
  if (skipped !== undefined) return skipped;
  const { status, stdout, stderr } = await runCurl(client, url, [...form, ...resolve]);
  const [code = '000', redirect = ''] = stdout.trim().split(' ');
  const found =
    code === '000'
      ? `no answer (curl: ${stderr.trim() || `exit status ${status}`})`
      : redirect === ''
        ? code
        : `redirect to ${redirect}`;
  return passIf(found === planned, {
    proof: formatProofOf(client, url, resolve),
    components,
    ...{ subject, found, planned },
    next: `see the checks before this one; then kubectl get ingress,svc,pods -A, and Traefik's log for ${title}`,
  });
}

/** Sends a DNS query over UDP. */
async function sendQuery(
  client: Host,
  { title, port, planned }: Request,
  address: Address,
  components: readonly string[],
): Promise<Observation> {
  const query: Query = { server: address.toString(), port, name: DNS_NAME, type: 'A' };
  const subject = `DNS query to ${address.toString()} port ${port} over UDP from ${client.name}`;
  const skipped = await findMissingRoute(client, address, subject);
  if (skipped !== undefined) return skipped;
  const answer = await skipIfUnreachable(subject, () => queryDns(client, query));
  if (isSkipped(answer)) return answer;
  const found = formatAnswer(answer);
  return passIf(found === planned, {
    proof: formatQuery(client, query),
    components,
    ...{ subject, found, planned },
    next: `see the checks before this one; then kubectl get ingressrouteudps,svc,pods -A, and Traefik's log for ${title}`,
  });
}

function formatProofOf({ name }: Host, url: string, resolve: readonly string[]): string {
  return `on ${name}: ${quoteCommand(['curl', '-k', '-i', ...resolve, url])}`;
}
