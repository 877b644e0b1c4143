import type { Address } from '../../../address';
import type { LoadBalancerService, NetworkPlan, SamplePlan } from '../../../plan';
import { quoteCommand } from '../../../terminal/quote-command';
import { formatForUrl } from '../../../address';
import { listLoadBalancerServices, listSampleHosts } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import type { Host } from '../../host';
import { isSkipped, skipIfUnreachable } from '../../skip';
import { findServiceAddresses } from '../../lan/service-addresses';
import { runCurl } from '../../lan/curl';
import { findMissingRoute } from '../../lan/reachability';

/** A request to a Service, and the expected response. */
interface Request {
  /** Name of the sample that answers. */
  readonly title: string;
  readonly scheme: 'http' | 'https';
  /** A host name, which DNS may not resolve yet; undefined: the address itself. */
  readonly host?: string;
  readonly port: number;
  readonly path: string;
  /** `200`, or the redirect. */
  readonly planned: string;
}

/** Requests to the samples from the LAN. */
export const sampleAnswers: ClusterCheck = {
  id: 'sample-answers',
  scope: 'lan',
  title: 'each sample answers LAN clients, by host name through Traefik or by its own address',
  why: 'The request passes everything: ARP or the route to the address, kube-proxy, Traefik and its rules, the pod network, the pod.',
  dependsOn: [
    'sole-owners',
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
    return plan.samples.flatMap((sample) => listNamedRequests(plan, sample));
  const { title, ports } = service;
  return ports.map(({ port }) => ({ title, scheme: 'http', port, path: '/', planned: '200' }));
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
  const { title, scheme, host, port, path, planned } = request;
  const at = formatForUrl(address.toString());
  const url = host === undefined ? `${scheme}://${at}:${port}${path}` : `${scheme}://${host}${path}`;
  const resolve = host === undefined ? [] : ['--resolve', `${host}:${port}:${at}`];
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

function formatProofOf({ name }: Host, url: string, resolve: readonly string[]): string {
  return `on ${name}: ${quoteCommand(['curl', '-k', '-i', ...resolve, url])}`;
}
