import type { Host } from '../host';
import { UnreachableError } from '../host';
import { runRequired } from '../hosts/run-required';
import { findRefusal } from '../overlay/connect';
import { canonicalize } from '../readings';

/** The result of an attempt to connect. */
export interface ConnectResult {
  readonly connects: boolean;
  /** As a message has it: `connection refused, or no route`. */
  readonly found: string;
}

/** Whether a TCP port answers. @throws UnreachableError */
export async function connectTcp(host: Host, address: string, port: number): Promise<ConnectResult> {
  const refusal = await findRefusal(host, address, port);
  return { connects: refusal === undefined, found: refusal ?? 'the port answers' };
}

/** bash connects the socket, so that an ICMP error of the other machine fails the read. */
const SEND = [
  'exec 3<>"/dev/udp/$1/$2" || exit 1',
  'printf netstack >&3 || exit 1',
  'timeout 2 head -c 1 <&3 >/dev/null',
].join('; ');

/** Exit status of timeout where the time is over. */
const TIMED_OUT = 124;

/** Whether a UDP packet is sent without an error; most services do not answer an unknown packet. @throws UnreachableError */
export async function connectUdp(host: Host, address: string, port: number): Promise<ConnectResult> {
  const words = ['bash', '-c', SEND, 'bash', address, String(port)];
  const { status } = await runRequired(host, words, 'bash');
  if (status === TIMED_OUT) return { connects: true, found: 'no error in 2 s' };
  return status === 0
    ? { connects: true, found: 'an answer' }
    : { connects: false, found: 'an error: no service at the port, or no route' };
}

/** Whether an address answers ping. @throws UnreachableError */
export async function connectIcmp(host: Host, address: string): Promise<ConnectResult> {
  const family = address.includes(':') ? '-6' : '-4';
  const words = ['ping', family, '-n', '-q', '-c', '2', '-i', '0.3', '-W', '2', address];
  const { status } = await runRequired(host, words, 'iputils-ping');
  return status === 0
    ? { connects: true, found: 'an answer' }
    : { connects: false, found: 'no answer to 2 pings' };
}

/** The addresses of a name by the system's resolver, sorted; undefined where it does not resolve. @throws UnreachableError */
export async function resolveBySystem(host: Host, name: string): Promise<readonly string[] | undefined> {
  const { status, stdout } = await runRequired(host, ['getent', 'ahosts', name], 'libc-bin');
  if (status > 2) {
    throw new UnreachableError(
      `"getent ahosts ${name}" on ${host.name} failed with exit status ${status}`,
      `run it on ${host.name} and read its error`,
    );
  }
  const addresses = stdout.split('\n').flatMap((line) => line.split(/\s+/)[0] || []);
  return status === 0 ? [...new Set(addresses.map(canonicalize))].sort() : undefined;
}
