import type { Place } from '../place';
import { Unreachable } from '../place';
import type { AddressType, DnsAnswer } from './dns-question';
import { dnsAnswer, dnsQuestion } from './dns-question';

/**
 * bash opens the socket, so that the node needs no program for DNS, and writes line by line: dd makes one datagram of
 * it. The answer comes out in hexadecimal.
 */
const ASK = [
  'exec 3<>"/dev/udp/$1/53"',
  'printf "$2" | dd bs=4096 iflag=fullblock >&3 2>/dev/null',
  'timeout 3 dd bs=4096 count=1 <&3 2>/dev/null | od -An -v -tx1',
].join(' && ');

const TRIES = 3;

/** Asks a name server; undefined where it does not answer. UDP may lose a question, so it is asked again. */
export async function askDns(
  from: Place,
  server: string,
  name: string,
  type: AddressType = 'A',
): Promise<DnsAnswer | undefined> {
  const bytes = [...dnsQuestion(name, type)];
  const question = bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // The number does nothing but tell the attempts apart: a place may remember what it was asked.
    const words = ['bash', '-c', ASK, 'bash', server, question, String(attempt)];
    const { status, stdout } = await from.run(words);
    if (status === 127) throw new Unreachable(`there is no "bash" on ${from.name}`, 'install bash');
    const answer = dnsAnswer(Buffer.from(stdout.replace(/\s+/g, ''), 'hex'));
    if (answer !== undefined) return answer;
  }
  return undefined;
}
