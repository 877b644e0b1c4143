import type { Family } from '../../address';
import type { NftRuleset, FirewallTable } from '../firewall';
import { parseIptables, parseNftables } from '../firewall';
import type { Host } from '../host';
import { UnreachableError } from '../host';

/** The iptables that k3s contains. */
const K3S_PROGRAMS = '/var/lib/rancher/k3s/data/current/bin/aux/';

/** Commands that print rules: each variant of iptables prints its own rules only. */
const SAVES: Readonly<Record<Family, readonly string[]>> = {
  4: ['iptables-save', 'iptables-legacy-save', 'iptables-nft-save', `${K3S_PROGRAMS}iptables-save`],
  6: ['ip6tables-save', 'ip6tables-legacy-save', 'ip6tables-nft-save', `${K3S_PROGRAMS}ip6tables-save`],
};

/** Every table that packets of a family pass, iptables' first. @throws UnreachableError where no command prints rules */
export async function readTables(host: Host, family: Family): Promise<readonly FirewallTable[]> {
  const [nft, ...saves] = await Promise.all([
    host.run(['nft', '-j', 'list', 'ruleset']),
    ...SAVES[family].map((program) => host.run([program])),
  ]);
  const printed = saves.filter(({ status }) => status === 0).map(({ stdout }) => stdout);
  if (printed.length === 0 && nft.status !== 0) {
    throw new UnreachableError(
      `${host.name} has neither iptables-save nor nft`,
      `install iptables or nftables on ${host.name}`,
    );
  }
  // Commands of one variant print the same rules.
  const texts = [...new Map(printed.map((text) => [stripCounters(text), text])).values()];
  const native = nft.status === 0 ? parseNftables(JSON.parse(nft.stdout) as NftRuleset, family) : [];
  return [...texts.flatMap(parseIptables), ...native];
}

/** The text without comments and counters, which differ between calls. */
function stripCounters(text: string): string {
  return text.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '');
}
