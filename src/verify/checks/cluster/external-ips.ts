import type { Span } from '../../../address';
import { Address, contains } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { allServers } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { formatTitle } from '../../objects/live-objects';
import type { LiveService } from '../../objects/services';
import { readServices } from '../../objects/services';

/** Services with externalIPs, which kube-proxy captures on every node. */
export const externalIps: ClusterCheck = {
  id: 'external-ips',
  scope: 'cluster',
  title: 'no Service captures an address of the plan by externalIPs',
  why: 'kube-proxy on every node redirects packets for this address to the Service: nodes and pods no longer reach its owner.',
  async *observe({ plan, cluster }: VerifyContext) {
    const services = (await readServices(cluster)).filter(({ spec }) => (spec.externalIPs ?? []).length > 0);
    const failed = services.flatMap((service) => findCaptured(service, plan));
    yield* failed;
    if (failed.length > 0) return;
    const text = services.length === 0 ? 'none' : `${services.length} with addresses outside of the plan`;
    yield pass({ subject: 'Services with externalIPs', found: text, planned: text });
  },
};

function findCaptured({ metadata, spec }: LiveService, plan: NetworkPlan): readonly Failed[] {
  return (spec.externalIPs ?? []).flatMap((text) => {
    const address = Address.find(text);
    const owner = address && describeOwner(address, plan);
    if (address === undefined || owner === undefined) return [];
    const patch = ['patch', 'service', metadata.name, '--type=json', '-p', REMOVE];
    return fail({
      subject: `externalIPs of ${formatTitle('Service', metadata)}`,
      found: `${text}, which is ${owner}`,
      planned: 'no address of the plan',
      components: [metadata.name, text, ...findOwnedComponents(address, plan)],
      next: formatKubectlFor(metadata, ...patch),
    });
  });
}

const REMOVE = '[{"op":"remove","path":"/spec/externalIPs"}]';

/** CoreDNS loses queries where kube-proxy captures its own address or that of a name server. */
function findOwnedComponents(address: Address, { clusterDns, coredns }: NetworkPlan): readonly string[] {
  const servers = allServers(coredns).filter((one) => one.address.equals(address));
  const isOfDns = servers.length > 0 || clusterDns.some((one) => one.equals(address));
  return [...(isOfDns ? ['coredns'] : []), ...servers.map(({ text }) => `name server ${text}`)];
}

function describeOwner(address: Address, plan: NetworkPlan): string | undefined {
  const node = plan.nodes.find(({ nodeIp }) => nodeIp.some((one) => one.equals(address)));
  if (node !== undefined) return `the address of node ${node.name}`;
  const isIn = (spans: readonly Span[]) => spans.some((span) => contains(span, address));
  const pool = plan.metallb?.ipAddressPools.find(({ addresses }) => isIn(addresses));
  if (pool !== undefined) return `in the pool ${pool.name}`;
  if (isIn(plan.lan.cidr)) return 'on the LAN';
  if (allServers(plan.coredns).some((one) => one.address.equals(address)))
    return 'a name server of the profile';
  if (isIn(plan.serviceCidr)) return 'in serviceCidr';
  return isIn(plan.clusterCidr) ? 'in clusterCidr' : undefined;
}
