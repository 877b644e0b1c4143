import type { Address } from '../../../address';
import type { LoadBalancerService, NetworkPlan, SamplePlan } from '../../../plan';
import { formatForUrl } from '../../../address';
import { listLoadBalancerServices, listSampleHosts } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import type { Place } from '../../place';
import { isNotLooked, orNotLooked } from '../../or-not-looked';
import { askedAddresses } from '../../lan/asked-addresses';
import { curl } from '../../lan/curl';
import { noWay } from '../../lan/way-to';

/** One request to a Service, and what has to come back. */
interface Request {
  /** Whose answer it is. */
  readonly title: string;
  readonly scheme: 'http' | 'https';
  /** A name that DNS may not know yet; undefined: the address itself. */
  readonly host?: string;
  readonly port: number;
  readonly path: string;
  /** `200`, or where it is sent to. */
  readonly planned: string;
}

/** Samples, as a user on the LAN asks for them. */
export const sampleAnswers: ClusterCheck = {
  id: 'sample-answers',
  scope: 'lan',
  title: 'each sample answers a client on the LAN, by its name through Traefik or by its own address',
  why: 'It goes all the way: ARP or the route to the address, kube-proxy, Traefik and its rules, the pod network, the pod.',
  applies: (plan) => listLoadBalancerServices(plan).some((service) => requestsTo(service, plan).length > 0),
  async *look(on: Verification) {
    const answers = await Promise.all(
      listLoadBalancerServices(on.plan).map((service) => answersOf(service, on)),
    );
    yield* answers.flat();
  },
};

async function answersOf(service: LoadBalancerService, on: Verification): Promise<readonly Observation[]> {
  const { plan, lan, cluster } = on;
  const requests = requestsTo(service, plan);
  if (requests.length === 0) return [];
  // Where nobody knows the address of one, what is behind the others can be asked.
  const whose = `Service ${service.namespace}/${service.name} from ${lan.name}`;
  const addresses = await orNotLooked(whose, () => askedAddresses(service, plan, cluster));
  if (isNotLooked(addresses)) return [addresses];
  const pairs = requests.flatMap((request) => addresses.map((address) => ({ request, address })));
  return Promise.all(pairs.map(({ request, address }) => answerTo(lan, request, address)));
}

function requestsTo(service: LoadBalancerService, plan: NetworkPlan): readonly Request[] {
  if (service.owner === plan.traefik) return plan.samples.flatMap((sample) => byName(plan, sample));
  const { title, ports } = service;
  return ports.map(({ port }) => ({ title, scheme: 'http', port, path: '/', planned: '200' }));
}

function byName(plan: NetworkPlan, sample: SamplePlan): readonly Request[] {
  const { ingress, ingressRoute, httpRoute, name: title } = sample;
  const tls = ingress?.tlsSecret !== undefined || ingressRoute?.tls === true || plan.traefik.httpsRedirect;
  const plain = ingressRoute === undefined && httpRoute === undefined;
  if (!plain && !asksForHostOnly(sample)) return [];
  return listSampleHosts(sample).flatMap(({ host }) => {
    const path = ingress?.host === host ? ingress.path : '/';
    const secure: Request = { title, scheme: 'https', host, port: 443, path, planned: '200' };
    const open: Request = { title, scheme: 'http', host, port: 80, path, planned: '200' };
    if (plan.traefik.httpsRedirect) return [secure, { ...open, planned: `sent to https://${host}${path}` }];
    return tls ? [secure] : [open];
  });
}

/** What else a rule wants of a request is not made up here. */
function asksForHostOnly({ ingressRoute, httpRoute }: SamplePlan): boolean {
  return httpRoute !== undefined || HOST_ONLY.test(ingressRoute?.match ?? '');
}

const HOST_ONLY = /^\s*Host\(`[^`]+`\)\s*$/;

/** What is asked for; certificates are another matter: a lab's are nobody's. */
async function answerTo(here: Place, request: Request, address: Address): Promise<Observation> {
  const { title, scheme, host, port, path, planned } = request;
  const at = formatForUrl(address.toString());
  const url = host === undefined ? `${scheme}://${at}:${port}${path}` : `${scheme}://${host}${path}`;
  const resolve = host === undefined ? [] : ['--resolve', `${host}:${port}:${at}`];
  const form = ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}'];
  const looked = `${url}${host === undefined ? '' : ` at ${at}`} from ${here.name}`;
  const unasked = await noWay(here, address, looked);
  if (unasked !== undefined) return unasked;
  const { status, stdout, stderr } = await curl(here, url, [...form, ...resolve]);
  const [code = '000', redirect = ''] = stdout.trim().split(' ');
  const found =
    code === '000'
      ? `no answer (curl: ${stderr.trim() || `status ${status}`})`
      : redirect === ''
        ? code
        : `sent to ${redirect}`;
  return compared(found === planned, {
    ...{ looked, found, planned },
    next: `see the checks before this one; then kubectl get ingress,svc,pods -A, and the log of Traefik for ${title}`,
  });
}
