import type { Address } from '../../address';
import type { NetworkPlan } from '../../plan';
import { forwardsOf, knownNames, listLoadBalancerServices } from '../../plan';

/** Addresses by name, in small letters and without a dot at the end. */
export type DnsRecords = Readonly<Record<string, readonly string[]>>;

/**
 * What the LAN's name server knows, as the router of a LAN would: the nodes by their names, alone and in each zone
 * that the cluster forwards, the names of the API server, and what Traefik serves.
 */
export function dnsRecords(plan: NetworkPlan): DnsRecords {
  const records = new Map<string, readonly string[]>();
  const add = (name: string, addresses: readonly Address[]): void => {
    if (addresses.length > 0) records.set(recordName(name), addresses.map(String));
  };
  for (const { name, nodeIp } of plan.nodes) {
    add(name, nodeIp);
    for (const zone of forwardedZones(plan)) add(`${name}.${zone}`, nodeIp);
  }
  // While a cluster is made only its first server answers; a joining one must not be sent to itself.
  const server = plan.servers[0]?.nodeIp ?? [];
  for (const { name, traefik } of knownNames(plan)) add(name, traefik ? traefikAddresses(plan) : server);
  return Object.fromEntries(records);
}

/** As a query is compared with them. */
export function recordName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Zones that the cluster forwards to name servers of the LAN. */
export function forwardedZones({ coredns }: NetworkPlan): readonly string[] {
  const zones = forwardsOf(coredns).flatMap((forward) => ('zone' in forward ? [forward.zone] : []));
  return [...new Set(zones.map(recordName))];
}

/** Where Traefik answers, as far as it is known before it runs. */
function traefikAddresses(plan: NetworkPlan): readonly Address[] {
  const service = listLoadBalancerServices(plan).find(({ owner }) => owner === plan.traefik);
  if (service === undefined) return [];
  if (service.servedBy === 'servicelb') return plan.nodes.flatMap(({ nodeIp }) => nodeIp);
  return service.loadBalancerIPs;
}
