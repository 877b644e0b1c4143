import type { Family } from '../../address';
import type { NftRuleset, Table } from '../firewall';
import { iptablesTables, nftTables } from '../firewall';
import type { Place } from '../place';
import { Unreachable } from '../place';

/** Where k3s keeps its own iptables. */
const OWN = '/var/lib/rancher/k3s/data/current/bin/aux/';

/** Programs that print rules: each variant prints its own, whichever is the usual one on the node. */
const SAVES: Readonly<Record<Family, readonly string[]>> = {
  4: ['iptables-save', 'iptables-legacy-save', 'iptables-nft-save', `${OWN}iptables-save`],
  6: ['ip6tables-save', 'ip6tables-legacy-save', 'ip6tables-nft-save', `${OWN}ip6tables-save`],
};

/** Every table that a family's packets pass, iptables' first. @throws Unreachable where nothing prints rules */
export async function readTables(here: Place, family: Family): Promise<readonly Table[]> {
  const [nft, ...saves] = await Promise.all([
    here.run(['nft', '-j', 'list', 'ruleset']),
    ...SAVES[family].map((program) => here.run([program])),
  ]);
  const printed = saves.filter(({ status }) => status === 0).map(({ stdout }) => stdout);
  if (printed.length === 0 && nft.status !== 0) {
    throw new Unreachable(
      `neither iptables-save nor nft prints the rules of ${here.name}`,
      `install iptables or nftables on ${here.name}`,
    );
  }
  // Programs of one variant print the same.
  const texts = [...new Map(printed.map((text) => [rulesOf(text), text])).values()];
  const native = nft.status === 0 ? nftTables(JSON.parse(nft.stdout) as NftRuleset, family) : [];
  return [...texts.flatMap(iptablesTables), ...native];
}

/** Without the comments and counters that differ from one call to the next. */
function rulesOf(text: string): string {
  return text.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, '');
}
