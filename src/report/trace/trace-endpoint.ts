import { Address, contains } from '../../address';
import { findNearest } from '../../diagnostics/find-nearest';
import type { NetworkPlan, NodePlan } from '../../plan';
import { knownNames } from '../../plan';
import { listAnnouncers } from './announcers';
import type { TracedService } from './traced-service';
import { listTracedServices } from './traced-service';

/** One end of a traced connection. */
export type TraceEndpoint =
  | {
      readonly kind: 'pod';
      readonly node: NodePlan;
      /** The Service that the pod is behind. @default - any pod with an address of its own */
      readonly service?: TracedService;
    }
  | { readonly kind: 'node'; readonly node: NodePlan }
  | { readonly kind: 'client' }
  | {
      readonly kind: 'service';
      readonly service: TracedService;
      readonly via: 'cluster-ip' | 'load-balancer';
      /** @default - the first port of the Service */
      readonly port?: number;
      /** The node that a LAN client connects to; only ServiceLB has addresses of nodes. */
      readonly node?: NodePlan;
    }
  | { readonly kind: 'name'; readonly name: string; readonly service: TracedService }
  | { readonly kind: 'outside'; readonly address: Address };

/** The ends that a connection can start at. */
export type TraceSource = Extract<TraceEndpoint, { kind: 'pod' | 'node' | 'client' }>;

/** An end that the plan does not have; the message names what it has. */
export class UnknownEndpoint extends Error {}

/**
 * Reads one end: `pod@pi1` (a pod on that node), `traefik@pi1` (a pod of that Service on the node), `pi1` (the node),
 * `client` (a machine on the LAN that is no node), `traefik` or a sample's name (its Service by cluster IP), a host name that
 * Traefik serves, or an address, with a port where several Services share it.
 *
 * @throws UnknownEndpoint
 */
export function parseEndpoint(plan: NetworkPlan, text: string): TraceEndpoint {
  if (text === 'client') return { kind: 'client' };
  if (text.startsWith('pod@')) return { kind: 'pod', node: nodeNamed(plan, text.slice('pod@'.length), text) };
  const node = plan.nodes.find(({ name }) => name === text);
  if (node !== undefined) return { kind: 'node', node };
  const services = listTracedServices(plan);
  const [pod, at] = text.split('@');
  const behind = at === undefined ? undefined : services.find(({ name }) => name === pod);
  if (at !== undefined && behind !== undefined)
    return { kind: 'pod', node: nodeNamed(plan, at, text), service: behind };
  const service = services.find(({ name }) => name === text);
  if (service !== undefined) return { kind: 'service', service, via: 'cluster-ip' };
  const end = parseAddress(text);
  if (end !== undefined) return ownerOf(plan, end.address, end.port);
  return resolveName(plan, text);
}

function nodeNamed(plan: NetworkPlan, name: string, text: string): NodePlan {
  const node = plan.nodes.find((one) => one.name === name);
  if (node === undefined) throw unknown(plan, text);
  return node;
}

/** Reads `10.0.0.100`, `10.0.0.100:80`, `fd00::1`, `[fd00::1]:80`. */
function parseAddress(text: string): { readonly address: Address; readonly port?: number } | undefined {
  const alone = Address.find(text);
  if (alone !== undefined) return { address: alone };
  const [, inside, plain, port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text) ?? [];
  const address = Address.find(inside ?? plain ?? '');
  return address && { address, port: Number(port) };
}

/** Whose an address is. ServiceLB listens on the addresses of nodes, at the ports of its Services. */
function ownerOf(plan: NetworkPlan, address: Address, port: number | undefined): TraceEndpoint {
  const is = (other: Address) => other.family === address.family && other.value === address.value;
  const services = listTracedServices(plan).filter(
    ({ ports }) => port === undefined || ports.some((one) => one.port === port && one.protocol === 'TCP'),
  );
  const asked = port !== undefined && { port };
  const node = plan.nodes.find(({ nodeIp }) => nodeIp.some(is));
  if (node !== undefined) {
    const served = services.find(
      (service) => service.servedBy === 'servicelb' && listAnnouncers(plan, service).includes(node),
    );
    if (port === undefined || served === undefined) return { kind: 'node', node };
    return { kind: 'service', service: served, via: 'load-balancer', port, node };
  }
  const service = services.find(({ loadBalancerIPs }) => loadBalancerIPs.some(is));
  if (service !== undefined) return { kind: 'service', service, via: 'load-balancer', ...asked };
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
  const traefik = listTracedServices(plan).find((service) => service.title === 'Traefik');
  if (known === undefined || traefik === undefined) throw unknown(plan, name);
  return { kind: 'name', name, service: traefik };
}

function unknown(plan: NetworkPlan, text: string): UnknownEndpoint {
  const names = plan.nodes.map(({ name }) => name);
  const ends = [
    ...['client', ...names, ...names.map((name) => `pod@${name}`)],
    ...listTracedServices(plan).map(({ name }) => name),
    ...knownNames(plan).flatMap(({ name, traefik }) => (traefik ? [name] : [])),
  ];
  const near = findNearest(text, ends);
  const advice = near === undefined ? `It has ${ends.join(', ')}.` : `Did you mean "${near}"?`;
  return new UnknownEndpoint(`"${text}" is no end that the plan of ${plan.cluster} has. ${advice}`);
}
