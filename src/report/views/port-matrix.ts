import type { NetworkPlan } from '../../plan';
import { listFlannelPorts, listLoadBalancerServices } from '../../plan';

/** The two ends of a connection: the client that opens it, and the host that listens. */
export type Party = 'servers' | 'agents' | 'all nodes' | 'LAN clients' | 'BGP peers';

/** One port that has to be open between two parties. */
export interface PortRow {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: 'TCP' | 'UDP' | 'ICMP';
  /** 1-65535, or a range; empty for ICMP. */
  readonly port: string;
  /** What uses it. */
  readonly reason: string;
}

/**
 * What the firewalls between and on the nodes have to let through.
 *
 * @see https://docs.k3s.io/installation/requirements#inbound-rules-for-k3s-nodes
 */
export function derivePortMatrix(plan: NetworkPlan): readonly PortRow[] {
  return [...clusterRows(plan), ...flannelRows(plan), ...metalLbRows(plan), ...clientRows(plan)];
}

function clusterRows({ registration, datastore, servers }: NetworkPlan): readonly PortRow[] {
  const api: PortRow = {
    ...{ from: 'all nodes', to: 'servers', protocol: 'TCP', port: String(registration.port) },
    reason: 'Kubernetes API and k3s supervisor: agents join and register here',
  };
  const kubelet: PortRow = {
    ...{ from: 'all nodes', to: 'all nodes', protocol: 'TCP', port: '10250' },
    reason: 'kubelet: logs, exec and metrics',
  };
  const etcd: PortRow = {
    ...{ from: 'servers', to: 'servers', protocol: 'TCP', port: '2379-2380' },
    reason: 'embedded etcd: clients and peers',
  };
  return [api, kubelet, ...(datastore === 'etcd' && servers.length > 1 ? [etcd] : [])];
}

function flannelRows(plan: NetworkPlan): readonly PortRow[] {
  if (plan.nodes.length < 2) return [];
  return listFlannelPorts(plan).map(({ protocol, port, owner }) => ({
    ...{ from: 'all nodes', to: 'all nodes', protocol, port: String(port) },
    reason: `${owner}: pod traffic between nodes`,
  }));
}

/** @see https://metallb.io/#requirements */
function metalLbRows(plan: NetworkPlan): readonly PortRow[] {
  const { metallb, nodes } = plan;
  if (metallb === undefined) return [];
  const memberlist = (protocol: 'TCP' | 'UDP'): PortRow => ({
    ...{ from: 'all nodes', to: 'all nodes', protocol, port: '7946' },
    reason: "MetalLB's speakers elect the announcing node",
  });
  const bgp = metallb.bgpPeers.map(({ name, peerPort }): PortRow => ({
    ...{ from: 'all nodes', to: 'BGP peers', protocol: 'TCP', port: String(peerPort) },
    reason: `BGP session with ${name}`,
  }));
  const bfd = metallb.bgpPeers
    .filter(({ bfdProfile }) => bfdProfile !== undefined)
    .map(({ name, ebgpMultiHop }): PortRow => ({
      ...{ from: 'all nodes', to: 'BGP peers', protocol: 'UDP', port: ebgpMultiHop ? '4784' : '3784' },
      reason: `BFD with ${name}, in both directions`,
    }));
  return [...(nodes.length > 1 ? [memberlist('TCP'), memberlist('UDP')] : []), ...bgp, ...bfd];
}

function clientRows(plan: NetworkPlan): readonly PortRow[] {
  return listLoadBalancerServices(plan).flatMap(({ title, ports }) =>
    ports.map(({ port, protocol }): PortRow => ({
      ...{ from: 'LAN clients', to: 'all nodes', protocol, port: String(port) },
      reason: title,
    })),
  );
}
