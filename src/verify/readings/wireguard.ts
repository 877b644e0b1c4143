import type { Place } from '../place';
import { Unreachable } from '../place';
import { runRequired } from '../hosts/required';
import { canonical } from './links';

/** A WireGuard interface, without its secrets. */
export interface WireguardDevice {
  readonly publicKey: string;
  /** UDP. */
  readonly listenPort: number;
  readonly peers: readonly WireguardPeer[];
}

/** Somebody that the interface exchanges packets with. */
export interface WireguardPeer {
  readonly publicKey: string;
  /** `10.0.0.12:51820`: as it was told, or else where the last packet came from. */
  readonly endpoint?: string;
  /** Networks that are behind it. No two peers of an interface have the same. */
  readonly allowedIps: readonly string[];
  /** Seconds between keepalives; 0: there are none. */
  readonly keepaliveSeconds: number;
  /** Seconds since both agreed on keys; undefined: they never did. */
  readonly handshakeAge?: number;
}

/**
 * A word of `wg show` for each value: what shows all of an interface at once begins with its private key, and has the
 * keys that peers share.
 *
 * @returns undefined where there is no such interface
 * @throws Unreachable
 * @see https://man7.org/linux/man-pages/man8/wg.8.html
 */
export async function readWireguard(here: Place, name: string): Promise<WireguardDevice | undefined> {
  const shown = async (what: string) => textOf(here, ['wg', 'show', name, what]);
  const [port, publicKey, networks, endpoints, keepalives] = await Promise.all(
    ['listen-port', 'public-key', 'allowed-ips', 'endpoints', 'persistent-keepalive'].map(shown),
  );
  const handshakes = await textOf(here, ['sh', '-c', CLOCK_AND_HANDSHAKES, 'sh', name]);
  if (port === undefined || handshakes === undefined) return undefined;
  const [endpointOf, keepaliveOf, ageOf] = [byKey(endpoints), byKey(keepalives), agesByKey(handshakes)];
  const peers = [...byKey(networks)].map(([key, allowed]): WireguardPeer => {
    const [endpoint, age] = [endpointOf.get(key) ?? NONE, ageOf.get(key)];
    return {
      publicKey: key,
      ...(endpoint !== NONE && { endpoint }),
      allowedIps: allowed === NONE ? [] : allowed.split(' ').map(network).sort(),
      keepaliveSeconds: Number(keepaliveOf.get(key)) || 0,
      ...(age !== undefined && { handshakeAge: age }),
    };
  });
  return { publicKey: (publicKey ?? '').trim(), listenPort: Number(port), peers };
}

/** What wg prints for nothing. */
const NONE = '(none)';

/** Times are of the node's own clock, so that is read with them. */
const CLOCK_AND_HANDSHAKES = 'date +%s; exec wg show "$1" latest-handshakes';

/** How wg says that an interface is not there, or is of another kind. */
const NO_INTERFACE = /No such device|Operation not supported|Protocol not supported/;

async function textOf(here: Place, words: readonly string[]): Promise<string | undefined> {
  const { status, stdout, stderr } = await runRequired(here, words, 'wireguard-tools');
  if (status === 0) return stdout;
  if (NO_INTERFACE.test(stderr)) return undefined;
  const command = words.join(' ');
  throw new Unreachable(
    `"${command}" failed on ${here.name}: ${stderr.trim() || `status ${status}`}`,
    `see what "${command}" says on ${here.name}`,
  );
}

/** Lines of a public key, a tab and a value. */
function byKey(text = ''): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('\t'));
  return new Map(
    lines.map((line) => {
      const [key = '', value = ''] = line.split('\t');
      return [key, value.trim()];
    }),
  );
}

/** Those that there were; 0 stands for never. */
function agesByKey(text: string): ReadonlyMap<string, number> {
  const now = parseInt(text, 10);
  const times = [...byKey(text)].map(([key, time]) => [key, Number(time)] as const);
  // A clock may have been put back since.
  return new Map(times.filter(([, time]) => time > 0).map(([key, time]) => [key, Math.max(0, now - time)]));
}

function network(text: string): string {
  const [address = '', length] = text.split('/');
  return `${canonical(address)}/${length}`;
}
