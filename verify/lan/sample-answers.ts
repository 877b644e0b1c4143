import type { Address, LoadBalancerService, NetworkPlan, SamplePlan } from '../../network';
import { inUrl, loadBalancerServices, sampleHosts } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { Place } from '../place';
import { runRequired } from '../places/required';

/** One request, and what has to come back. */
interface Request {
  readonly title: string;
  readonly url: string;
  /** `whoami.home.arpa:443:10.0.0.100`, for a host that DNS may not know. */
  readonly resolve?: string;
  /** `200`, or where it is sent to. */
  readonly planned: string;
}

/** Samples, as a user on the LAN asks for them. */
export const sampleAnswers: ClusterCheck = {
  id: 'sample-answers',
  scope: 'lan',
  title: 'each sample answers a client on the LAN, by its name through Traefik or by its own address',
  why: 'It goes all the way: ARP or the route to the address, kube-proxy, Traefik and its rules, the pod network, the pod.',
  applies: (plan) => requestsOf(plan).length > 0,
  async *look({ plan, lan }: Verification) {
    const answers = await Promise.all(requestsOf(plan).map((request) => answerTo(lan, request)));
    yield* answers;
  },
};

function requestsOf(plan: NetworkPlan): readonly Request[] {
  return [...plan.samples.flatMap((sample) => byName(plan, sample)), ...byAddress(plan)];
}

/** Traefik's address, where it is known before anybody asks. */
function traefikAddresses(plan: NetworkPlan): readonly Address[] {
  const service = loadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
  if (service === undefined || service.servedBy === 'nobody') return [];
  return service.servedBy === 'servicelb' ? (plan.nodes[0]?.nodeIp ?? []) : service.loadBalancerIPs;
}

function byName(plan: NetworkPlan, sample: SamplePlan): readonly Request[] {
  const { ingress, ingressRoute, httpRoute } = sample;
  const tls = ingress?.tlsSecret !== undefined || ingressRoute?.tls === true || plan.traefik.httpsRedirect;
  const plain = ingressRoute === undefined && httpRoute === undefined;
  if (!plain && !asksForHostOnly(sample)) return [];
  return traefikAddresses(plan).flatMap((address) =>
    sampleHosts(sample).flatMap(({ host }) => {
      const path = ingress?.host === host ? ingress.path : '/';
      const to = (port: number) => `${host}:${port}:${inUrl(address.toString())}`;
      const secure = { title: sample.name, url: `https://${host}${path}`, resolve: to(443), planned: '200' };
      const open = { title: sample.name, url: `http://${host}${path}`, resolve: to(80), planned: '200' };
      if (plan.traefik.httpsRedirect) return [secure, { ...open, planned: `sent to https://${host}${path}` }];
      return tls ? [secure] : [open];
    }),
  );
}

/** What else a rule wants of a request is not made up here. */
function asksForHostOnly({ ingressRoute, httpRoute }: SamplePlan): boolean {
  return httpRoute !== undefined || HOST_ONLY.test(ingressRoute?.match ?? '');
}

const HOST_ONLY = /^\s*Host\(`[^`]+`\)\s*$/;

function byAddress(plan: NetworkPlan): readonly Request[] {
  return loadBalancerServices(plan).flatMap((service) => {
    if (service.owner === plan.traefik || service.servedBy === 'nobody') return [];
    return service.loadBalancerIPs.flatMap((address) => directRequest(service, address));
  });
}

function directRequest({ title, ports }: LoadBalancerService, address: Address): readonly Request[] {
  return ports.map(({ port }) => ({
    title,
    url: `http://${inUrl(address.toString())}:${port}/`,
    planned: '200',
  }));
}

/** What is asked for; certificates are another matter: a lab's are nobody's. */
async function answerTo(here: Place, { title, url, resolve, planned }: Request): Promise<Observation> {
  const form = '%{http_code} %{redirect_url}';
  const words = [
    'curl',
    '-gsk',
    '-m',
    '8',
    '-o',
    '/dev/null',
    '-w',
    form,
    ...(resolve ? ['--resolve', resolve] : []),
    url,
  ];
  const { status, stdout, stderr } = await runRequired(here, words, 'curl', { timeoutSeconds: 12 });
  const [code = '000', redirect = ''] = stdout.trim().split(' ');
  const found =
    code === '000'
      ? `no answer (curl: ${stderr.trim() || `status ${status}`})`
      : redirect === ''
        ? code
        : `sent to ${redirect}`;
  return compared(found === planned, {
    looked: `${url}${resolve === undefined ? '' : ` at ${resolve.split(':').slice(2).join(':')}`} from ${here.name}`,
    ...{ found, planned },
    next: `see the checks before this one; then kubectl get ingress,svc,pods -A, and the log of Traefik for ${title}`,
  });
}
