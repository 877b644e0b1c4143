import { Address, contains } from '../../../address';
import type { NetworkPlan, NodePlan } from '../../../plan';
import { listLoadBalancerServices } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, passIf } from '../../finding';
import { formatRestart } from '../../node/node-commands';
import { lacksReadyEndpoint, readEndpointSlices } from '../../objects/endpoints';
import { isNamed } from '../../objects/live-objects';
import type { LiveService } from '../../objects/services';
import { listAssignedAddresses, readServices } from '../../objects/services';
import { formatServed, readBypasses, readServedPorts } from '../../readings';

/** Commands that print kube-proxy's rules. */
const PROOFS = {
  iptables: 'iptables-save -t nat',
  ipvs: 'ipvsadm -Ln',
  nftables: 'nft list table ip kube-proxy',
};

/** Limit for the Services in a finding. */
const MAX_SERVICES = 6;

/** kube-proxy's rules for the Services that the network needs. */
export const serviceRules: NodeCheck = {
  id: 'service-rules',
  scope: 'node',
  title: "kube-proxy's rules on the node contain the Services of the network",
  why: 'Connections from this node and its pods to Services fail: DNS, the API server, Traefik. kube-proxy writes rules again that another program deletes only after up to an hour.',
  dependsOn: ['kube-proxy-mode', 'node-ready', 'service-addresses'],
  applies: ({ kubeProxy }) => kubeProxy.mode !== 'off',
  async *observe({ plan, self, host, cluster }: NodeContext) {
    const { mode } = plan.kubeProxy;
    if (mode === 'off') return;
    const slices = await readEndpointSlices(cluster);
    // kube-proxy writes no rules of this table for a Service without endpoints: workloads-ready or service-endpoints reports it.
    const services = (await readServices(cluster)).filter(
      (service) => isNeeded(service, plan) && !lacksReadyEndpoint(slices, service.metadata),
    );
    for (const { family } of plan.serviceCidr) {
      const needed = services.flatMap((service) => listPorts(service, family));
      if (needed.length === 0) continue;
      const served = await readServedPorts(host, mode, family);
      yield compareRules(needed, served, { mode, node: self.name, restart: formatRestart(self) });
      if (mode === 'iptables')
        yield* reportBypasses(await readBypasses(host, family, isServiceOf(plan)), self);
    }
  },
};

/** Whether a network of a rule is within the Service networks of the plan. */
function isServiceOf({ serviceCidr }: NetworkPlan): (network: string) => boolean {
  return (network) => {
    const address = Address.find(network.replace(/\/.*/, ''));
    return address !== undefined && serviceCidr.some((cidr) => contains(cidr, address));
  };
}

function* reportBypasses(bypasses: readonly string[], self: NodePlan): Iterable<Observation> {
  if (bypasses.length === 0) return;
  const rules = bypasses.filter((text) => text.startsWith('-A '));
  yield fail({
    subject: `calls of kube-proxy's rules (iptables-save)`,
    found: bypasses.join('; '),
    planned: 'every packet to a Service passes the rules',
    proof: `on ${self.name}: iptables-save`,
    next:
      rules.length > 0
        ? `on ${self.name}: delete the rules of the raw table (iptables -t raw -D ...): a removed node-local DNS cache leaves them`
        : `${formatRestart(self)}; kube-proxy writes the calls at its start. Find what deleted them: a firewall manager that replaces the nat table`,
  });
}

/** Services without a selector may have no endpoints; those of the plan and k3s have them. */
function isNeeded(service: LiveService, plan: NetworkPlan): boolean {
  const named = [
    { name: 'kubernetes', namespace: 'default' },
    ...(plan.coredns.mode === 'none' ? [] : [{ name: 'kube-dns', namespace: 'kube-system' }]),
    ...listLoadBalancerServices(plan),
  ];
  return named.some(({ name, namespace }) => isNamed(service, name, namespace));
}

function listPorts({ metadata, spec, ...rest }: LiveService, family: 4 | 6): readonly NeededPort[] {
  const addresses = [...(spec.clusterIPs ?? []), ...listAssignedAddresses({ metadata, spec, ...rest })];
  const ofFamily = addresses
    .flatMap((text) => Address.find(text) ?? [])
    .filter((one) => one.family === family);
  return ofFamily.flatMap((address) =>
    (spec.ports ?? []).map(({ port, protocol = 'TCP' }) => ({
      text: `${metadata.namespace}/${metadata.name} at ${address.toString()} ${protocol} ${port}`,
      served: formatServed(address.toString(), protocol, port),
    })),
  );
}

interface NeededPort {
  /** `kube-system/kube-dns at 10.43.0.10 UDP 53` */
  readonly text: string;
  readonly served: string;
}

function compareRules(
  needed: readonly NeededPort[],
  served: ReadonlySet<string>,
  {
    mode,
    node,
    restart,
  }: { readonly mode: keyof typeof PROOFS; readonly node: string; readonly restart: string },
): Observation {
  const missing = needed.filter((one) => !served.has(one.served)).map(({ text }) => text);
  const more = missing.length > MAX_SERVICES ? `, and ${missing.length - MAX_SERVICES} more` : '';
  return passIf(missing.length === 0, {
    subject: `rules of kube-proxy (${PROOFS[mode]})`,
    found:
      missing.length === 0
        ? `rules for ${needed.length} ports of Services`
        : `no rules for ${missing.slice(0, MAX_SERVICES).join(', ')}${more}`,
    planned: `rules for ${needed.length} ports of Services`,
    proof: `on ${node}: ${PROOFS[mode]}`,
    next: `${restart}; kube-proxy writes all rules at its start. Find what deleted them: a firewall manager that flushes the nat table`,
  });
}
