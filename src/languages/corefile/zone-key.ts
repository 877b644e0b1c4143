import { Cidr, Unreadable } from '../../address';

/** What a server block answers: names below some zones, by one transport and port. */
export interface ZoneKey {
  /** `dns`, `tls`, `https` and so on. */
  readonly transport: string;
  readonly port: number;
  /** In lower case and without the final dot, except for the root zone: `.`. A network becomes its reverse zones. */
  readonly zones: readonly string[];
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['dns', 53],
  ['tls', 853],
  ['quic', 853],
  ['grpc', 443],
  ['https', 443],
  ['https3', 443],
]);

const LABEL = '[a-z0-9_](?:[-a-z0-9_]{0,61}[a-z0-9_])?';
const DOMAIN = new RegExp(`^(?:\\.|(?=.{1,254}$)${LABEL}(?:\\.${LABEL})*\\.?)$`, 'i');

/**
 * Reads `home.arpa`, `home.arpa:53`, `tls://home.arpa` or `10.0.0.0/24`.
 *
 * @throws Unreadable
 * @see https://coredns.io/manual/configuration/#server-blocks
 */
export function parseZoneKey(text: string): ZoneKey {
  const [, scheme, name = '', portText] = /^(?:(\w+):\/\/)?(.*?)(?::(-?\d+))?$/s.exec(text) ?? [];
  const transport = scheme ?? 'dns';
  const defaultPort = DEFAULT_PORTS.get(transport);
  if (defaultPort === undefined) {
    throw new Unreadable(
      `begins with "${scheme}://", which CoreDNS does not serve`,
      'Write the zone alone: pods ask by plain DNS.',
    );
  }
  const port = portText === undefined ? defaultPort : Number(portText);
  if (port < 1 || port > 65535) {
    throw new Unreadable('has no port from 1 to 65535 after the colon', 'Remove port and colon.');
  }
  return { transport, port, zones: zonesOf(name) };
}

function zonesOf(name: string): readonly string[] {
  if (name.includes('/')) return reverseZones(network(name));
  if (DOMAIN.test(name)) return [name === '.' ? name : name.toLowerCase().replace(/\.$/, '')];
  if (name.startsWith('*.')) {
    throw new Unreadable(
      'has a wildcard, and zones have none',
      `Write "${name.slice(2)}": a zone covers all names below it.`,
    );
  }
  throw new Unreadable('is not a domain name', 'Write a zone such as "home.arpa".');
}

function network(text: string): Cidr {
  try {
    return Cidr.parse(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new Unreadable('is neither a domain name nor a network', error.hint);
  }
}

/** Bits of a label of a reverse zone, and how it is written. */
const REVERSE = {
  4: { bits: 8, radix: 10, suffix: 'in-addr.arpa' },
  6: { bits: 4, radix: 16, suffix: 'ip6.arpa' },
} as const;

/** The zones of the reverse lookups of a network; several where it ends between two labels. */
function reverseZones({ first, family, prefixLength }: Cidr): readonly string[] {
  const { bits, radix, suffix } = REVERSE[family];
  const labels = Math.ceil(prefixLength / bits);
  const start = first >> BigInt((family === 4 ? 32 : 128) - labels * bits);
  const count = 2 ** (labels * bits - prefixLength);
  return Array.from({ length: count }, (_, index) => {
    const value = start + BigInt(index);
    const digits = Array.from({ length: labels }, (_digit, position) =>
      ((value >> BigInt(position * bits)) & ((1n << BigInt(bits)) - 1n)).toString(radix),
    );
    return [...digits, suffix].join('.');
  });
}
