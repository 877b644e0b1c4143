import type { Address } from '../address';
import type { NetworkPlan, SamplePlan } from '../plan';
import { formatForUrl } from '../address';

/** One `curl` for each way that a sample can be reached. */
export function tryCommands(plan: NetworkPlan): readonly string[] {
  return plan.samples.flatMap((sample) => [
    ...byHost(plan, sample.ingress?.host),
    ...byHost(plan, sample.httpRoute?.host),
    ...byHost(plan, hostOfRule(sample.ingressRoute?.match)),
    ...byAddress(sample),
  ]);
}

/** Resolves the name by hand, so that it works before any DNS knows it. */
function byHost(plan: NetworkPlan, host: string | undefined): string[] {
  if (host === undefined) return [];
  const { traefik } = plan;
  const [scheme, port] = traefik.httpsRedirect ? ['https', 443] : ['http', 80];
  // Until a certificate is there, Traefik answers with one that it made itself.
  const insecure = traefik.httpsRedirect && traefik.defaultCertificate === undefined ? ' --insecure' : '';
  const address = traefikAddress(plan);
  return [`curl${insecure} --resolve ${host}:${port}:${address} ${scheme}://${host}/`];
}

function traefikAddress({ traefik, serviceLb, nodes }: NetworkPlan): string {
  const fixed = traefik.loadBalancerIPs[0];
  if (fixed !== undefined) return bracketed(fixed);
  const node = nodes[0]?.nodeIp[0];
  if (serviceLb.enabled && traefik.loadBalancerClass === undefined && node !== undefined)
    return bracketed(node);
  return addressOf(traefik.namespace, 'traefik');
}

function byAddress({ name, namespace, loadBalancer }: SamplePlan): string[] {
  if (loadBalancer === undefined) return [];
  const fixed = loadBalancer.loadBalancerIPs[0];
  const address = fixed === undefined ? addressOf(namespace, name) : bracketed(fixed);
  return [`curl http://${address}:${loadBalancer.port}/`];
}

/** Asks the cluster for the address that a Service was given. */
function addressOf(namespace: string, service: string): string {
  return `$(kubectl -n ${namespace} get service ${service} -o jsonpath='{.status.loadBalancer.ingress[0].ip}')`;
}

function bracketed(address: Address): string {
  return formatForUrl(address.toString());
}

/** The first host that a rule names. */
function hostOfRule(rule: string | undefined): string | undefined {
  return /\bHost\(\s*[`"]([^`"*]+)[`"]\s*\)/i.exec(rule ?? '')?.[1];
}
