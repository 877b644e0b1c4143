/** A network as Go's `net.ParseCIDR` reads it: host bits are dropped, IPv4 inside IPv6 is IPv6. */
export interface GoNetwork {
  readonly family: 4 | 6;
  /** As many bits as `prefixLength`, at the top of 32 or 128. */
  readonly value: bigint;
  readonly prefixLength: number;
}

/** Whether Go's `net.ParseIP` reads it. Zones such as `%eth0` are not part of an address to it. */
export function isGoIp(text: string): boolean {
  return parseIp(text) !== undefined;
}

/** Whether Go's `net.ParseIP` reads it after the zone is cut off, as CoreDNS cuts it. */
export function isGoIpWithZone(text: string): boolean {
  const percent = text.lastIndexOf('%');
  return isGoIp(percent < 0 ? text : text.slice(0, percent));
}

/** Reads a network as Go's `net.ParseCIDR` does; undefined if it fails. */
export function parseGoCidr(text: string): GoNetwork | undefined {
  const slash = text.indexOf('/');
  const mask = text.slice(slash + 1);
  const address = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  if (address === undefined || !/^\d{1,6}$/.test(mask)) return undefined;
  const width = address.family === 4 ? 32 : 128;
  const prefixLength = Number(mask);
  if (prefixLength > width) return undefined;
  const hostBits = BigInt(width - prefixLength);
  return { family: address.family, value: (address.value >> hostBits) << hostBits, prefixLength };
}

/** Splits `host:port` as Go's `net.SplitHostPort` does; the port may be anything. Undefined if it fails. */
export function splitGoHostPort(text: string): { readonly host: string; readonly port: string } | undefined {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return undefined;
  const port = text.slice(colon + 1);
  if (/[[\]]/.test(port)) return undefined;
  if (!text.startsWith('[')) {
    const host = text.slice(0, colon);
    return /[:[\]]/.test(host) ? undefined : { host, port };
  }
  const end = text.indexOf(']');
  if (end + 1 !== colon || text.lastIndexOf('[') > 0) return undefined;
  return { host: text.slice(1, end), port };
}

interface GoIp {
  readonly family: 4 | 6;
  readonly value: bigint;
}

function parseIp(text: string): GoIp | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseIpv6(text);
  return value === undefined ? undefined : { family: 6, value };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined;
  if (parts.some((part) => Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const compressed = halves.length === 2;
  const head = groupsOf(halves[0] as string, !compressed);
  const tail = compressed ? groupsOf(halves[1] as string, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (compressed ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((sum, group) => (sum << 16n) | group, 0n);
}

/** The groups of 16 bits of one side of `::`; the last may be an IPv4 address. Undefined if it is something else. */
function groupsOf(text: string, last: boolean): readonly bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const ipv4 = last && index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (ipv4 !== undefined) groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
