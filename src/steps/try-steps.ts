import type { Address } from '../address';
import { formatForUrl } from '../address';
import type { NetworkPlan, SamplePlan } from '../plan';
import { listSampleHosts, listSampleRoutes } from '../plan';
import { run } from './actions';
import type { CommandAction, ComposedWord, Step, Word } from './step';

/** One request to each way that a sample can be reached. */
export function trySamples(plan: NetworkPlan): readonly Step[] {
  const actions = plan.samples.flatMap((sample) => [...byHost(plan, sample), ...byAddress(sample)]);
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

function byAddress({ name, namespace, loadBalancer }: SamplePlan): readonly CommandAction[] {
  if (loadBalancer === undefined) return [];
  const fixed = loadBalancer.loadBalancerIPs[0];
  const address = fixed === undefined ? assignedAddress(namespace, name) : formatHost(fixed);
  return [run('curl', compose('http://', address, `:${loadBalancer.port}/`))];
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
