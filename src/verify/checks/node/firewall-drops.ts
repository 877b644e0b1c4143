import type { NodeCheck, NodeContext } from '../../check';
import { fail, pass } from '../../finding';
import { findDrop } from '../../firewall';
import { listRequiredPackets } from '../../node/required-packets';
import { readTables } from '../../readings';

/** The node's firewall and the packets that the cluster needs. */
export const firewallDrops: NodeCheck = {
  id: 'firewall-drops',
  scope: 'node',
  title: "the node's firewall drops no packet that the cluster needs",
  why: 'ufw, firewalld and old rules drop packets that they do not list, such as those of the tunnel between nodes; no log reports it.',
  async *observe(context: NodeContext) {
    const required = await listRequiredPackets(context);
    const drops = new Map<string, Set<string>>();
    for (const { what, packet } of required) {
      const tables = await readTables(context.host, packet.source.family);
      const rule = findDrop(packet, tables);
      if (rule !== undefined && !KUBE_PROXY.test(rule))
        drops.set(rule, (drops.get(rule) ?? new Set<string>()).add(what));
    }
    for (const [rule, what] of drops) yield reportDrop(rule, [...what], context.self.name);
    if (drops.size > 0) return;
    const passing = [...new Set(required.map(({ what }) => what.replace(/ (from|to) .*/, '')))].join(', ');
    yield pass({ subject: SUBJECT, found: `no rule drops ${passing}`, planned: 'no rule drops them' });
  },
};

/** kube-proxy's own rules: service-endpoints or external-ips reports the Service. */
const KUBE_PROXY = /^-A KUBE-(?:EXTERNAL-)?SERVICES .*has no endpoints/;

const SUBJECT = 'iptables-save, nft -j list ruleset';

function reportDrop(rule: string, what: readonly string[], node: string) {
  return fail({
    ...{ subject: SUBJECT, planned: `no rule drops ${what.join('; ')}` },
    found: `"${rule}" drops ${what.join('; ')}`,
    proof: `on ${node}: iptables-save; nft list ruleset`,
    next: `on ${node}: remove the rule, or accept the packets before it (ufw allow, firewall-cmd --permanent --add-port; trust the pod networks as sources)`,
  });
}
