import type { Address } from '../../address';
import { Address as IpAddress } from '../../address';
import type { CorefileToken, PluginUse } from '../../languages/corefile';
import { readUses, splitUpstream } from '../../languages/corefile';
import type { CoreDnsPlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import type { SnippetBlock } from './snippet-blocks';
import { snippetBlocks } from './snippet-blocks';

/** A server that a raw snippet sends queries to. */
export interface SnippetServer {
  readonly block: SnippetBlock;
  readonly use: PluginUse;
  /** The word that names it. */
  readonly token: CorefileToken;
  readonly address: Address;
  readonly port: number;
  /** `dns`, `tls`, `https` or `grpc`. */
  readonly scheme: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { dns: 53, tls: 853, https: 443, grpc: 443 };

/** The servers of each `forward` and `grpc` in raw snippets that are written as addresses. */
export const snippetServers = memoize((coredns: CoreDnsPlan): readonly SnippetServer[] =>
  snippetBlocks(coredns).flatMap((block) =>
    ['forward', 'grpc'].flatMap((plugin) =>
      readUses(block.directives, plugin).flatMap((use) =>
        use.args.slice(1).flatMap((token) => readServer(block, use, token)),
      ),
    ),
  ),
);

function readServer(block: SnippetBlock, use: PluginUse, token: CorefileToken): readonly SnippetServer[] {
  const { scheme: written, host, port } = splitUpstream(token.text);
  const scheme = use.word.text === 'grpc' ? 'grpc' : written;
  const address = IpAddress.find(host);
  if (address === undefined) return [];
  return [
    {
      block,
      use,
      token,
      address,
      scheme,
      port: port === undefined ? (DEFAULT_PORTS[scheme] ?? 53) : Number(port),
    },
  ];
}
