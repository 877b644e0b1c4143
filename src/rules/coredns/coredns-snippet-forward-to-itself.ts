import type { Address } from '../../address';
import { Cidr, contains } from '../../address';
import { quoteText } from '../../diagnostics';
import { readUses, renamesQueries } from '../../languages/corefile';
import type { CoreDnsPlan, NetworkPlan, SnippetBlock, SnippetServer } from '../../plan';
import { citeLine, snippetBlocks, snippetServers } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Addresses of the pod itself, and those that stand for it. */
const OWN = ['127.0.0.0/8', '::1/128', '0.0.0.0/32', '::/128'].map((text) => Cidr.parse(text));

const DNS_PORT = 53;

export const corednsSnippetForwardToItself: NetworkRule = {
  id: 'coredns-snippet-forward-to-itself',
  severity: 'error',
  title: 'Raw snippet forwards to CoreDNS itself',
  why:
    'CoreDNS sends the query to its own address, receives it, and sends it again until it times out. In the block of "." ' +
    'the loop plugin detects this, and CoreDNS exits at every start. On ports and protocols that no server block has, ' +
    'nothing answers.',
  fix: "Forward to a name server outside the cluster, such as the LAN's router.",
  check(plan, report) {
    for (const server of snippetServers(plan.coredns)) {
      const target = describeTarget(plan, server.address);
      const fault = target === undefined ? undefined : findFault(plan, server);
      if (target === undefined || fault === undefined) continue;
      report({
        path: server.block.path,
        message: `${citeLine(server.block, server.use)}: ${quoteText(server.token.text)} is ${target}, ${fault}.`,
        hint: "CoreDNS would not answer. Write the address of a name server outside the cluster, such as the LAN's router.",
      });
    }
  },
};

function describeTarget({ clusterDns }: NetworkPlan, address: Address): string | undefined {
  if (clusterDns.some((own) => own.equals(address))) return 'the cluster DNS';
  return OWN.some((cidr) => contains(cidr, address)) ? 'the pod of CoreDNS' : undefined;
}

/** What happens to a query that CoreDNS sends to itself; undefined where another server block answers it. */
function findFault({ coredns, clusterDns }: NetworkPlan, server: SnippetServer): string | undefined {
  const { address, block, port, scheme } = server;
  const isService = clusterDns.some((own) => own.equals(address));
  const ports = snippetBlocks(coredns).flatMap((one) => one.ports);
  const isServed = isService ? port === DNS_PORT && scheme === 'dns' : [DNS_PORT, ...ports].includes(port);
  if (!isServed) return `which does not listen on port ${port}${scheme === 'dns' ? '' : ` for ${scheme}`}`;
  if (isAskedByRoot(coredns, block)) return 'which sends the query to this block again';
  if (!block.ports.includes(port)) return undefined;
  // A renamed query can belong to another block.
  if (!block.isMain && readUses(block.directives, 'rewrite').some(renamesQueries)) return undefined;
  return 'which sends the query to itself again';
}

/** Whether the block of "." forwards to this one. */
function isAskedByRoot(coredns: CoreDnsPlan, { isMain, ports }: SnippetBlock): boolean {
  return (
    !isMain &&
    snippetServers(coredns).some(
      ({ block, address, port }) =>
        block.isMain && ports.includes(port) && OWN.some((cidr) => contains(cidr, address)),
    )
  );
}
