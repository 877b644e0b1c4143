import { sampleImage } from '../../../constructs/samples/sample-pod';
import type { Family } from '../../address';
import type { PacketRequest } from '../../lab';
import type { NetworkPlan } from '../../plan';
import { findAddressOfFamily } from '../../plan';
import { UsageError } from '../../profile/profile-files';
import { listAnnouncers } from '../../report/trace/announcers';
import type { TraceEndpoint } from '../../report/trace/trace-endpoint';
import type { TracedService } from '../../report/trace/traced-service';

/** Port of the kubelet, which answers on every node. */
const KUBELET_PORT = 10_250;

/** Port that an address outside the cluster is asked at. */
const USUAL_PORT = 80;

/** The Service that a connection is made to. */
export function findServiceOf(to: TraceEndpoint): TracedService | undefined {
  return to.kind === 'service' || to.kind === 'name' ? to.service : undefined;
}

/** What the lab has to send for two ends. @throws UsageError where a lab has no such connection */
export function describeRequest(
  plan: NetworkPlan,
  from: TraceEndpoint,
  to: TraceEndpoint,
  family: Family,
): PacketRequest {
  if (from.kind !== 'pod' && from.kind !== 'node' && from.kind !== 'client')
    throw new UsageError('A connection starts at a pod, a node or a LAN client.');
  if (from.kind === 'client' && to.kind === 'client')
    throw new UsageError('a lab has one LAN client: trace --live to a pod, a node, a Service or a name');
  const server = plan.clusterDns.find((one) => one.family === family) ?? plan.clusterDns[0];
  return {
    ...{ family, image: sampleImage(), vxlanPort: plan.flannel.port },
    from: from.kind === 'pod' ? describePod(from) : from,
    to: describeTarget(plan, to, family),
    ...(to.kind === 'name' && {
      lookUp: { name: to.name, ...(from.kind === 'pod' && server && { server: server.toString() }) },
    }),
  };
}

function describeTarget(plan: NetworkPlan, to: TraceEndpoint, family: Family): PacketRequest['to'] {
  switch (to.kind) {
    case 'pod':
      return describePod(to);
    case 'client':
      return to;
    case 'node':
      return {
        ...{ kind: 'address', port: KUBELET_PORT },
        address: requireAddress(findAddressOfFamily(to.node, family)?.toString(), to.node.name, family),
      };
    case 'outside':
      return { kind: 'address', address: to.address.toString(), port: USUAL_PORT };
    case 'service':
    case 'name': {
      const { name, namespace } = to.service;
      const isClusterIp = to.kind === 'service' && to.via === 'cluster-ip';
      const [own] = listAddresses(plan, to, family);
      return {
        ...{ kind: 'service', name, namespace },
        ...(to.kind === 'service' && to.port !== undefined && { port: to.port }),
        ...(!isClusterIp && { address: requireAddress(own, to.service.title, family) }),
      };
    }
  }
}

/** The addresses outside of the cluster that reach a Service: its own, or those of the nodes of ServiceLB. */
export function listAddresses(
  plan: NetworkPlan,
  to: Extract<TraceEndpoint, { kind: 'service' | 'name' }>,
  family: Family,
): readonly string[] {
  const { service } = to;
  const own = service.loadBalancerIPs.filter((one) => one.family === family).map(String);
  if (service.servedBy !== 'servicelb') return own;
  const nodes = to.kind === 'service' && to.node !== undefined ? [to.node] : listAnnouncers(plan, service);
  return nodes.flatMap((node) => findAddressOfFamily(node, family)?.toString() ?? []);
}

function describePod({ node, service }: Extract<TraceEndpoint, { kind: 'pod' }>) {
  const behind = service && { name: service.name, namespace: service.namespace };
  return { kind: 'pod' as const, node, ...(behind && { service: behind }) };
}

function requireAddress(address: string | undefined, owner: string, family: Family): string {
  if (address === undefined) throw new UsageError(`${owner} has no IPv${family} address in the profile`);
  return address;
}
