import { Address } from '../../address';
import { quoteText } from '../../diagnostics';
import { boundAddresses } from '../../languages/corefile';
import { citeLine, listMainUses } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetBindLoopback: NetworkRule = {
  id: 'coredns-snippet-bind-loopback',
  severity: 'error',
  title: 'Raw bind makes CoreDNS listen on loopback only',
  why:
    'Queries of pods reach CoreDNS by the address of its pod. With bind in the block of "." on loopback addresses only, ' +
    'CoreDNS listens inside its own pod, and the cluster has no DNS.',
  fix: 'Remove bind, or add "eth0" or "0.0.0.0".',
  check({ coredns }, report) {
    const uses = listMainUses(coredns, 'bind');
    const [first] = uses;
    if (first === undefined) return;
    const directives = uses.flatMap(({ block, use }) =>
      block.directives.filter(({ name }) => name === use.word),
    );
    const { addresses = [] } = boundAddresses(directives);
    if (!addresses.every(isLoopback)) return;
    report({
      path: first.block.path,
      message: `${citeLine(first.block, first.use)}: CoreDNS would listen on ${quoteText(addresses.join(' '))} only, inside of its own pod.`,
    });
  },
};

function isLoopback(text: string): boolean {
  const address = Address.find(text);
  if (address === undefined) return false;
  return address.family === 4 ? address.value >> 24n === 127n : address.value === 1n;
}
