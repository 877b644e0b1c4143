import { Address } from './address';
import { Unreadable } from './unreadable';

/** A name server that queries are sent to. */
export interface NameServer {
  /** `tls`: DNS over TLS. */
  readonly scheme: 'dns' | 'tls';
  readonly address: Address;
  readonly port: number;
}

/** The ports of the two ways to ask. @see https://coredns.io/plugins/forward/ */
const DEFAULT_PORT = { dns: 53, tls: 853 } as const;

/**
 * Reads `10.0.0.1`, `10.0.0.1:5353`, `[fd00::1]:5353` or one of them after `dns://` or `tls://`.
 *
 * @throws Unreadable
 */
export function parseNameServer(text: string): NameServer {
  const [, scheme = 'dns', rest = ''] = /^(?:([a-z0-9]+):\/\/)?(.*)$/s.exec(text) ?? [];
  if (scheme !== 'dns' && scheme !== 'tls') {
    throw new Unreadable(
      `begins with "${scheme}://", and name servers are asked by dns:// or tls://`,
      'Write an address, or tls:// and an address for DNS over TLS.',
    );
  }
  const { host, port } = hostAndPort(rest);
  return {
    scheme,
    address: Address.parse(host),
    port: port === undefined ? DEFAULT_PORT[scheme] : portOf(port),
  };
}

/** A single colon separates a port; several are an IPv6 address, whose port stands after brackets. */
function hostAndPort(text: string): { readonly host: string; readonly port?: string } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
  const plain = /^([^:]*)(?::([^:]*))?$/.exec(text);
  const [, host = text, port] = bracketed ?? plain ?? [];
  return port === undefined ? { host } : { host, port };
}

function portOf(text: string): number {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new Unreadable(
    'has no port from 1 to 65535 after the colon',
    'Write the port, or leave it and the colon out.',
  );
}
