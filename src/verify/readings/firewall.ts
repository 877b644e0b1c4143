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

/** What each variant of iptables-save prints, those that are installed. */
export async function readIptables(host: Host, family: Family): Promise<readonly string[]> {
  const saves = await Promise.all(SAVES[family].map((program) => host.run([program])));
  const printed = saves.filter(({ status }) => status === 0).map(({ stdout }) => stdout);
  // Commands of one variant print the same rules.
  return [...new Map(printed.map((text) => [stripCounters(text), text])).values()];
}

/** The ruleset of nftables; undefined where nft is missing. */
export async function readNftables(host: Host): Promise<NftRuleset | undefined> {
  const { status, stdout } = await host.run(['nft', '-j', 'list', 'ruleset']);
  return status === 0 ? (JSON.parse(stdout) as NftRuleset) : undefined;
}

/** Every table that packets of a family pass, iptables' first. @throws UnreachableError where no command prints rules */
export async function readTables(host: Host, family: Family): Promise<readonly FirewallTable[]> {
  const [nft, texts] = await Promise.all([readNftables(host), readIptables(host, family)]);
  if (texts.length === 0 && nft === undefined) {
    throw new UnreachableError(
      `${host.name} has neither iptables-save nor nft`,
      `install iptables or nftables on ${host.name}`,
    );
  }
  return [...texts.flatMap(parseIptables), ...(nft === undefined ? [] : parseNftables(nft, family))];
}

/** The text without comments and counters, which differ between calls. */
function stripCounters(text: string): string {
  return text.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '');
}
