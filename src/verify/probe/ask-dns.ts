import type { Host } from '../host';
import { COMMAND_NOT_FOUND, UnreachableError } from '../host';
import type { AddressType, DnsAnswer } from './dns-question';
import { decodeAnswer, encodeQuestion } from './dns-question';

/**
 * bash opens the socket, so that the node needs no DNS client. bash writes line by line, and dd makes one datagram of
 * it. The answer is printed in hexadecimal.
 */
const ASK = [
  'exec 3<>"/dev/udp/$1/53"',
  'printf "$2" | dd bs=4096 iflag=fullblock >&3 2>/dev/null',
  'timeout 3 dd bs=4096 count=1 <&3 2>/dev/null | od -An -v -tx1',
].join(' && ');

const TRIES = 3;

/** Queries a name server; undefined where it does not answer. UDP may lose a query, so it is repeated. */
export async function askDns(
  from: Host,
  server: string,
  name: string,
  type: AddressType = 'A',
): Promise<DnsAnswer | undefined> {
  const bytes = [...encodeQuestion(name, type)];
  const question = bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // The number makes the attempts different commands: a host may cache outputs.
    const words = ['bash', '-c', ASK, 'bash', server, question, String(attempt)];
    const { status, stdout } = await from.run(words);
    if (status === COMMAND_NOT_FOUND)
      throw new UnreachableError(`${from.name} has no "bash"`, 'install bash');
    const answer = decodeAnswer(Buffer.from(stdout.replace(/\s+/g, ''), 'hex'));
    if (answer !== undefined) return answer;
  }
  return undefined;
}
