import { Address } from '../../address';
import { quoteText } from '../../diagnostics';
import type { Directive } from './corefile';
import type { CorefileProblem } from './problem';
import { error } from './problem';
import type { Token } from './tokenize';

/** By which CoreDNS asks other servers. */
const SCHEMES = ['dns', 'tls', 'https'];

/** Servers of forwards that can never answer. */
export function checkForwards(directives: readonly Directive[]): readonly CorefileProblem[] {
  return directives
    .filter(({ name }) => name.text === 'forward')
    .flatMap(({ tokens }) => serversOf(tokens))
    .flatMap((server) => wrongServer(server) ?? []);
}

/** The words behind the zone, to the end of the line. */
function serversOf(tokens: readonly Token[]): readonly Token[] {
  const open = tokens.findIndex(({ text }) => text === '{');
  return tokens.slice(2, open < 0 ? undefined : open);
}

function wrongServer(server: Token): CorefileProblem | undefined {
  const [, scheme = 'dns', rest = ''] = /^(?:(\w+):\/\/)?(.*)$/s.exec(server.text) ?? [];
  if (!SCHEMES.includes(scheme)) {
    return error(
      server,
      `${quoteText(server.text)} begins with "${scheme}://", by which CoreDNS does not ask`,
      'Write an address, or tls:// and an address for DNS over TLS.',
    );
  }
  const host = /^\[([^\]]*)\]/.exec(rest)?.[1] ?? rest.replace(/^([^:]*):\d+$/, '$1');
  if (!isLoopback(host)) return undefined;
  return error(
    server,
    `${quoteText(server.text)} is CoreDNS itself`,
    "Inside of its pod no other server has this address. Write the server's address on the network.",
  );
}

function isLoopback(text: string): boolean {
  const address = Address.find(text);
  if (address === undefined) return false;
  return address.family === 4 ? address.value >> 24n === 127n : address.value === 1n;
}
