import type { Address } from '../address';
import { formatForUrl } from '../address';
import type { NetworkPlan, SamplePlan, SampleTcpRoute } from '../plan';
import { listSampleHosts, listSampleRoutes, listTraefikListeners } from '../plan';
import { run } from './actions';
import type { CommandAction, ComposedWord, Step, Word } from './step';

/** One request to each way that a sample can be reached. */
export function trySamples(plan: NetworkPlan): readonly Step[] {
  const actions = plan.samples.flatMap((sample) => [
    ...byHost(plan, sample),
    ...byStream(plan, sample),
    ...byAddress(sample),
  ]);
  return actions.length > 0 ? [{ id: 'try', title: 'Try it.', actions }] : [];
}

/** Names and numbers of DNS; a rule of Traefik may contain any other text. */
const HOST_NAME = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** With `--resolve`, so that it works before any DNS server knows the name. */
function byHost(plan: NetworkPlan, sample: SamplePlan): readonly CommandAction[] {
  const { traefik } = plan;
  const [scheme, port] = reachableAt(plan, sample);
  // Without a certificate of the profile, Traefik answers with one that it made itself.
  const insecure = scheme === 'https' && traefik.defaultCertificate === undefined ? ['--insecure'] : [];
  const hosts = new Set(listSampleHosts(sample).map(({ host }) => host));
  const suffix = (scheme === 'http' ? 80 : 443) === port ? '' : `:${port}`;
  return [...hosts]
    .filter((host) => HOST_NAME.test(host))
    .map((host) => {
      const path = sample.ingress?.host === host ? sample.ingress.path : '/';
      return run(
        ...['curl', ...insecure, '--resolve'],
        compose(`${host}:${port}:`, traefikAddress(plan)),
        `${scheme}://${host}${suffix}${path}`,
      );
    });
}

/** Scheme and port of the first entryPoint that serves the sample. */
function reachableAt({ traefik }: NetworkPlan, sample: SamplePlan): readonly ['http' | 'https', number] {
  const names = listSampleRoutes(sample, traefik).flatMap(({ entryPoints }) => entryPoints);
  if (names.includes('websecure') && (traefik.httpsRedirect || !names.includes('web'))) return ['https', 443];
  const own = traefik.entryPoints.find(({ name }) => names.includes(name));
  if (own === undefined || names.includes('web'))
    return traefik.httpsRedirect ? ['https', 443] : ['http', 80];
  return [sample.ingressRoute?.tls === true ? 'https' : 'http', own.exposedPort];
}

type AddressWord = string | { readonly outputOf: readonly string[] };

function traefikAddress({ traefik, serviceLb, nodes }: NetworkPlan): AddressWord {
  const fixed = traefik.loadBalancerIPs[0];
  if (fixed !== undefined) return formatHost(fixed);
  const node = nodes[0]?.nodeIp[0];
  if (serviceLb.enabled && traefik.loadBalancerClass === undefined && node !== undefined)
    return formatHost(node);
  return assignedAddress(traefik.namespace, 'traefik');
}

function byAddress(sample: SamplePlan): readonly CommandAction[] {
  const { name, namespace, loadBalancer } = sample;
  if (loadBalancer === undefined) return [];
  const fixed = loadBalancer.loadBalancerIPs[0];
  if (sample.protocol === 'UDP') {
    const server = fixed === undefined ? assignedAddress(namespace, name) : fixed.toString();
    return [queryBy(server, loadBalancer.port)];
  }
  const address = fixed === undefined ? assignedAddress(namespace, name) : formatHost(fixed);
  const servesTls = sample.ingressRouteTCP?.passthroughSecret !== undefined;
  const [scheme, options] = servesTls ? ['https', ['--insecure']] : ['http', []];
  return [run('curl', ...options, compose(`${scheme}://`, address, `:${loadBalancer.port}/`))];
}

/** By the first entryPoint of a route for TCP or UDP. */
function byStream(plan: NetworkPlan, sample: SamplePlan): readonly CommandAction[] {
  const { ingressRouteTCP: tcp, ingressRouteUDP: udp } = sample;
  const portOf = (names: readonly string[]) =>
    listTraefikListeners(plan.traefik).find(({ name }) => names.includes(name))?.exposedPort;
  const [tcpPort, udpPort] = [portOf(tcp?.entryPoints ?? []), portOf(udp?.entryPoints ?? [])];
  return [
    ...(tcp === undefined || tcpPort === undefined ? [] : [requestBy(plan, tcp, tcpPort)]),
    ...(udpPort === undefined ? [] : [queryBy(traefikAddress(plan), udpPort)]),
  ];
}

function requestBy(plan: NetworkPlan, { hostSNI, tls }: SampleTcpRoute, port: number): CommandAction {
  const address = traefikAddress(plan);
  const options = tls ? ['--insecure', '--http1.1'] : [];
  const scheme = tls ? 'https' : 'http';
  return hostSNI === '*'
    ? run('curl', ...options, compose(`${scheme}://`, address, `:${port}/`))
    : run(
        ...['curl', ...options, '--resolve'],
        compose(`${hostSNI}:${port}:`, address),
        `${scheme}://${hostSNI}:${port}/`,
      );
}

/** A DNS query over UDP. */
function queryBy(address: AddressWord, port: number): CommandAction {
  return run('dig', compose('@', address), '-p', String(port), 'whoami.test');
}

/** The address that a load balancer has assigned to a Service. */
function assignedAddress(namespace: string, service: string): AddressWord {
  const path = 'jsonpath={.status.loadBalancer.ingress[0].ip}';
  return { outputOf: ['kubectl', '-n', namespace, 'get', 'service', service, '-o', path] };
}

function formatHost(address: Address): string {
  return formatForUrl(address.toString());
}

function compose(...parts: readonly AddressWord[]): Word {
  return parts.every((part) => typeof part === 'string')
    ? parts.join('')
    : ({ parts } satisfies ComposedWord);
}
