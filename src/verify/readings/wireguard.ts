import type { Host } from '../host';
import { UnreachableError } from '../host';
import { quoteCommand } from '../../terminal/quote-command';
import { runRequired } from '../hosts/run-required';
import { canonicalize } from './links';

/** A WireGuard interface, without its private and preshared keys. */
export interface WireguardDevice {
  readonly publicKey: string;
  /** UDP port. */
  readonly listenPort: number;
  readonly peers: readonly WireguardPeer[];
}

/** A peer of a WireGuard interface. */
export interface WireguardPeer {
  readonly publicKey: string;
  /** `10.0.0.12:51820`: as configured, or the source of the last packet. */
  readonly endpoint?: string;
  /** Networks behind the peer. WireGuard assigns a network to one peer only. */
  readonly allowedIps: readonly string[];
  /** Seconds between keepalives; 0: none. */
  readonly keepaliveSeconds: number;
  /** Seconds since the latest handshake; undefined: none yet. */
  readonly handshakeAge?: number;
}

/**
 * Reads each value by its own `wg show`: the commands that print a whole interface also print private and preshared
 * keys.
 *
 * @returns undefined where the interface does not exist
 * @throws UnreachableError
 * @see https://man7.org/linux/man-pages/man8/wg.8.html
 */
export async function readWireguard(host: Host, name: string): Promise<WireguardDevice | undefined> {
  const show = async (what: string) => readText(host, ['wg', 'show', name, what]);
  const [port, publicKey, networks, endpoints, keepalives] = await Promise.all(
    ['listen-port', 'public-key', 'allowed-ips', 'endpoints', 'persistent-keepalive'].map(show),
  );
  const handshakes = await readText(host, ['sh', '-c', CLOCK_AND_HANDSHAKES, 'sh', name]);
  if (port === undefined || handshakes === undefined) return undefined;
  const [endpointOf, keepaliveOf] = [parseLines(endpoints), parseLines(keepalives)];
  const ageOf = parseHandshakeAges(handshakes);
  const peers = [...parseLines(networks)].map(([key, allowed]): WireguardPeer => {
    const [endpoint, age] = [endpointOf.get(key) ?? NONE, ageOf.get(key)];
    return {
      publicKey: key,
      ...(endpoint !== NONE && { endpoint }),
      allowedIps: allowed === NONE ? [] : allowed.split(' ').map(canonicalizeNetwork).sort(),
      keepaliveSeconds: Number(keepaliveOf.get(key)) || 0,
      ...(age !== undefined && { handshakeAge: age }),
    };
  });
  return { publicKey: (publicKey ?? '').trim(), listenPort: Number(port), peers };
}

/** What wg prints for an unset value. */
const NONE = '(none)';

/** Handshake times use the node's clock, which is therefore read with them. */
const CLOCK_AND_HANDSHAKES = 'date +%s; exec wg show "$1" latest-handshakes';

/** What wg prints for an interface that does not exist or is of another kind. */
const NO_INTERFACE = /No such device|Operation not supported|Protocol not supported/;

async function readText(host: Host, words: readonly string[]): Promise<string | undefined> {
  const { status, stdout, stderr } = await runRequired(host, words, 'wireguard-tools');
  if (status === 0) return stdout;
  if (NO_INTERFACE.test(stderr)) return undefined;
  const command = quoteCommand(words);
  throw new UnreachableError(
    `"${command}" failed on ${host.name}: ${stderr.trim() || `exit status ${status}`}`,
    `run it on ${host.name} and read its error: ${command}`,
  );
}

/** Parses lines of a public key, a tab and a value. */
function parseLines(text = ''): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('\t'));
  return new Map(
    lines.map((line) => {
      const [key = '', value = ''] = line.split('\t');
      return [key, value.trim()];
    }),
  );
}

/** Seconds since each handshake; wg prints 0 where there was none. */
function parseHandshakeAges(text: string): ReadonlyMap<string, number> {
  const now = parseInt(text, 10);
  const times = [...parseLines(text)].map(([key, time]) => [key, Number(time)] as const);
  // The clock may have been set back since.
  return new Map(times.filter(([, time]) => time > 0).map(([key, time]) => [key, Math.max(0, now - time)]));
}

function canonicalizeNetwork(text: string): string {
  const [address = '', length] = text.split('/');
  return `${canonicalize(address)}/${length}`;
}
