import { Address, Unreadable } from '../../address';
import { quoteText } from '../../diagnostics';
import type { CorefileServerBlock } from './corefile';
import { hasVariable } from './environment-variable';
import { splitUpstream } from './kinds/upstream';
import type { CorefileProblem } from './problem';
import { misleading } from './problem';
import { tokenize } from './tokenize';
import { parseZoneKey } from './zone-key';

/** Port of the Service that pods ask. */
const DNS_PORT = 53;

/** Ports of the pod of CoreDNS that a text forwards to: `127.0.0.1:5301`. */
export function listOwnPorts(text: string): readonly number[] {
  return tokenize(text).tokens.flatMap((token) => {
    const { host, port } = splitUpstream(token.text);
    const address = port === undefined ? undefined : Address.find(host);
    const isOwn =
      address !== undefined && (address.family === 4 ? address.value >> 24n === 127n : address.value === 1n);
    return isOwn ? [Number(port)] : [];
  });
}

/** Blocks on a port that pods cannot reach, and that no other block forwards to. */
export function findUnaskedBlocks(
  blocks: readonly CorefileServerBlock[],
  ownPorts: ReadonlySet<number>,
): readonly CorefileProblem[] {
  const keys = blocks.flatMap((block) => block.keys);
  return keys.flatMap((key) => {
    const port = hasVariable(key.text) ? DNS_PORT : portOf(key.text);
    if (port === DNS_PORT || ownPorts.has(port)) return [];
    return [
      misleading(
        key,
        `Pods cannot ask ${quoteText(key.text)}: they ask port ${DNS_PORT}, and this block is for port ${port}`,
        'The Service of the cluster DNS forwards no other port. Write the zone alone.',
      ),
    ];
  });
}

/** The port of a block; that of plain DNS where another check reports the key. */
function portOf(key: string): number {
  try {
    return parseZoneKey(key).port;
  } catch (error) {
    if (error instanceof Unreadable) return DNS_PORT;
    throw error;
  }
}
