import { Address, contains } from '../../address';
import { findNearest } from '../../diagnostics/find-nearest';
import type { LoadBalancerService, NetworkPlan, NodePlan } from '../../plan';
import { knownNames, listLoadBalancerServices } from '../../plan';

/** One end of a traced connection. */
export type TraceEndpoint =
  | { readonly kind: 'pod'; readonly node: NodePlan }
  | { readonly kind: 'node'; readonly node: NodePlan }
  | { readonly kind: 'client' }
  | {
      readonly kind: 'service';
      readonly service: LoadBalancerService;
      readonly via: 'cluster-ip' | 'load-balancer';
    }
  | { readonly kind: 'name'; readonly name: string; readonly service: LoadBalancerService }
  | { readonly kind: 'outside'; readonly address: Address };

/** An end that the plan does not have; the message names what it has. */
export class UnknownEndpoint extends Error {}

/**
 * Reads one end: `pod@pi1` (a pod on that node), `pi1` (the node), `client` (a machine on the LAN that is no node),
 * `traefik` or a sample's name (its Service by cluster IP), a host name that Traefik serves, or an address.
 *
 * @throws UnknownEndpoint
 */
export function parseEndpoint(plan: NetworkPlan, text: string): TraceEndpoint {
  if (text === 'client') return { kind: 'client' };
  if (text.startsWith('pod@')) return { kind: 'pod', node: nodeNamed(plan, text.slice('pod@'.length), text) };
  const node = plan.nodes.find(({ name }) => name === text);
  if (node !== undefined) return { kind: 'node', node };
  const service = listLoadBalancerServices(plan).find(({ name }) => name === text);
  if (service !== undefined) return { kind: 'service', service, via: 'cluster-ip' };
  const address = Address.find(text);
  if (address !== undefined) return ownerOf(plan, address);
  return resolveName(plan, text);
}

function nodeNamed(plan: NetworkPlan, name: string, text: string): NodePlan {
  const node = plan.nodes.find((one) => one.name === name);
  if (node === undefined) throw unknown(plan, text);
  return node;
}

/** Whose an address is. */
function ownerOf(plan: NetworkPlan, address: Address): TraceEndpoint {
  const is = (other: Address) => other.family === address.family && other.value === address.value;
  const node = plan.nodes.find(({ nodeIp }) => nodeIp.some(is));
  if (node !== undefined) return { kind: 'node', node };
  const service = listLoadBalancerServices(plan).find(({ loadBalancerIPs }) => loadBalancerIPs.some(is));
  if (service !== undefined) return { kind: 'service', service, via: 'load-balancer' };
  const inside = [...plan.clusterCidr, ...plan.serviceCidr].find((cidr) => contains(cidr, address));
  if (inside !== undefined) {
    throw new UnknownEndpoint(
      `"${address.toString()}" is in ${inside.toString()}, whose addresses are assigned only when the cluster runs. Write pod@<node> or the name of a Service.`,
    );
  }
  return { kind: 'outside', address };
}

function resolveName(plan: NetworkPlan, name: string): TraceEndpoint {
  const known = knownNames(plan).find((one) => one.name === name && one.traefik);
  const traefik = listLoadBalancerServices(plan).find((service) => service.title === 'Traefik');
  if (known === undefined || traefik === undefined) throw unknown(plan, name);
  return { kind: 'name', name, service: traefik };
}

function unknown(plan: NetworkPlan, text: string): UnknownEndpoint {
  const names = plan.nodes.map(({ name }) => name);
  const ends = [
    ...['client', ...names, ...names.map((name) => `pod@${name}`)],
    ...listLoadBalancerServices(plan).map(({ name }) => name),
    ...knownNames(plan).flatMap(({ name, traefik }) => (traefik ? [name] : [])),
  ];
  const near = findNearest(text, ends);
  const advice = near === undefined ? `It has ${ends.join(', ')}.` : `Did you mean "${near}"?`;
  return new UnknownEndpoint(`"${text}" is no end that the plan of ${plan.cluster} has. ${advice}`);
}
