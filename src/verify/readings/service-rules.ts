import { Address } from '../../address';
import type { Family } from '../../address';
import type { NftRuleset } from '../firewall';
import type { Host } from '../host';
import { UnreachableError } from '../host';
import { readIptables, readNftables } from './firewall';

/** The addresses and ports that kube-proxy serves on a node: `10.43.0.10 udp 53`. */
export type ServedPorts = ReadonlySet<string>;

/** A Service's address, protocol and port as an entry of `ServedPorts`. */
export function formatServed(address: string, protocol: string, port: number): string {
  return `${address} ${protocol.toLowerCase()} ${port}`;
}

/** Reads kube-proxy's rules of one family. @throws UnreachableError where the node lacks the command for them */
export async function readServedPorts(
  host: Host,
  mode: 'iptables' | 'ipvs' | 'nftables',
  family: Family,
): Promise<ServedPorts> {
  if (mode === 'ipvs') return parseIpvs((await host.run(['cat', '/proc/net/ip_vs'])).stdout);
  if (mode === 'iptables') {
    const texts = await readIptables(host, family);
    if (texts.length > 0) return parseServiceRules(texts.join('\n'));
    throw new UnreachableError(`${host.name} has no iptables-save`, `install iptables on ${host.name}`);
  }
  const ruleset = await readNftables(host);
  if (ruleset !== undefined) return parseServiceMap(ruleset, family);
  throw new UnreachableError(`${host.name} has no nft`, `install nftables on ${host.name}`);
}

/** The chains that must call KUBE-SERVICES: packets of pods and of the node itself. */
const CALLERS = ['PREROUTING', 'OUTPUT'];

/** The rules of KUBE-SERVICES; none where a chain that must call it does not. */
export function parseServiceRules(saved: string): ServedPorts {
  // The filter table has rules with the same chains.
  const text = [...saved.matchAll(/^\*nat\n.*?^COMMIT$/gms)].map(([table]) => table).join('\n');
  const isCalled = CALLERS.every((chain) => new RegExp(`^-A ${chain} .*-j KUBE-SERVICES$`, 'm').test(text));
  if (!isCalled) return new Set();
  const rules = text.matchAll(
    /^-A KUBE-SERVICES -d (\S+)\/(?:32|128) -p (tcp|udp|sctp) .*--dport (\d+) -j (?:KUBE-SVC|KUBE-EXT|REJECT)/gm,
  );
  return new Set(
    [...rules].map(([, address = '', protocol = '', port]) =>
      formatServed(canonicalize(address), protocol, Number(port)),
    ),
  );
}

/** The elements of kube-proxy's map of Services, and of its map of Services without endpoints. */
function parseServiceMap({ nftables }: NftRuleset, family: Family): ServedPorts {
  const maps = nftables.flatMap(({ map }) => map ?? []);
  const own = maps.filter(
    (map) =>
      map.table === 'kube-proxy' &&
      map.family === (family === 4 ? 'ip' : 'ip6') &&
      ['service-ips', 'no-endpoint-services'].includes(map.name),
  );
  const keys = own.flatMap(({ elem = [] }) =>
    elem.map(([key]) => (key as { concat?: unknown[] }).concat ?? []),
  );
  return new Set(
    keys.map(([address, protocol, port]) =>
      formatServed(canonicalize(String(address)), String(protocol), Number(port)),
    ),
  );
}

/** The virtual services of /proc/net/ip_vs, whose addresses are hexadecimal. */
export function parseIpvs(text: string): ServedPorts {
  const lines = text.matchAll(/^(TCP|UDP|SCTP) +(\[?[0-9A-Fa-f:]+\]?):([0-9A-Fa-f]{4}) /gm);
  return new Set(
    [...lines].map(([, protocol = '', address = '', port = '0']) =>
      formatServed(parseHexAddress(address), protocol, parseInt(port, 16)),
    ),
  );
}

function parseHexAddress(text: string): string {
  if (text.startsWith('[')) return canonicalize(text.slice(1, -1));
  return [0, 2, 4, 6].map((at) => parseInt(text.slice(at, at + 2), 16)).join('.');
}

function canonicalize(text: string): string {
  return Address.find(text)?.toString() ?? text;
}
