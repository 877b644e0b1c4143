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

/** The chains of the kernel that must call kube-proxy's: packets of pods, of the node itself, and their sources. */
const CALLS = [
  { caller: 'PREROUTING', chain: 'KUBE-SERVICES' },
  { caller: 'OUTPUT', chain: 'KUBE-SERVICES' },
  { caller: 'POSTROUTING', chain: 'KUBE-POSTROUTING' },
];

/** The rules of one table, of every variant of iptables. */
function selectTable(saved: string, table: string): string {
  const tables = saved.matchAll(new RegExp(`^\\*${table}\\n.*?^COMMIT$`, 'gms'));
  return [...tables].map(([text]) => text).join('\n');
}

/** What keeps packets from kube-proxy's rules: a missing call, or an exemption from translation. */
function findBypasses(saved: string, isService: (network: string) => boolean): readonly string[] {
  const nat = selectTable(saved, 'nat');
  const missing = CALLS.filter(
    ({ caller, chain }) => !new RegExp(`^-A ${caller} .*-j ${chain}$`, 'm').test(nat),
  );
  const untracked = selectTable(saved, 'raw').matchAll(
    /^-A \S+ .*?-d (\S+) .*-j (?:NOTRACK|CT --notrack)$/gm,
  );
  return [
    ...missing.map(({ caller, chain }) => `${caller} of the nat table does not call ${chain}`),
    ...[...untracked].filter(([, network = '']) => isService(network)).map(([rule]) => rule),
  ];
}

/** Reads what keeps packets from kube-proxy's rules of iptables. */
export async function readBypasses(
  host: Host,
  family: Family,
  isService: (network: string) => boolean,
): Promise<readonly string[]> {
  return findBypasses((await readIptables(host, family)).join('\n'), isService);
}

/** The rules of KUBE-SERVICES. */
export function parseServiceRules(saved: string): ServedPorts {
  // The filter table has rules with the same chains.
  const rules = selectTable(saved, 'nat').matchAll(
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
