import type { Address } from '../../address';
import type { NetworkPlan } from '../../plan';
import { forwardsOf, knownNames, listLoadBalancerServices } from '../../plan';

/** Addresses by name, in lower case and without a final dot. */
export type DnsRecords = Readonly<Record<string, readonly string[]>>;

/**
 * Collects the records of the LAN's name server: the nodes by their names, alone and in each zone that the cluster
 * forwards, the names of the API server, and the hosts of Traefik's routes.
 */
export function collectDnsRecords(plan: NetworkPlan): DnsRecords {
  const records = new Map<string, readonly string[]>();
  const add = (name: string, addresses: readonly Address[]): void => {
    if (addresses.length > 0) records.set(normalizeName(name), addresses.map(String));
  };
  for (const { name, nodeIp } of plan.nodes) {
    add(name, nodeIp);
    for (const zone of listForwardedZones(plan)) add(`${name}.${zone}`, nodeIp);
  }
  // While a cluster starts, only its first server answers. A joining server must not resolve the name to itself.
  const server = plan.servers[0]?.nodeIp ?? [];
  for (const { name, traefik } of knownNames(plan)) add(name, traefik ? traefikAddresses(plan) : server);
  return Object.fromEntries(records);
}

/** The form in which names are compared. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Lists the zones that the cluster forwards to name servers of the LAN. */
export function listForwardedZones({ coredns }: NetworkPlan): readonly string[] {
  const zones = forwardsOf(coredns).flatMap((forward) => ('zone' in forward ? [forward.zone] : []));
  return [...new Set(zones.map(normalizeName))];
}

/** The addresses of Traefik that are known before it runs. */
function traefikAddresses(plan: NetworkPlan): readonly Address[] {
  const service = listLoadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
  if (service === undefined) return [];
  if (service.servedBy === 'servicelb') return plan.nodes.flatMap(({ nodeIp }) => nodeIp);
  return service.loadBalancerIPs;
}
