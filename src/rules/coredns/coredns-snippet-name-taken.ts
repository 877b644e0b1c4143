import type { CoreDnsPlan, SnippetFile } from '../../plan';
import { pathOf } from '../../diagnostics';
import { ownZones, zoneOfRewrite } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const corednsSnippetNameTaken: NetworkRule = {
  id: 'coredns-snippet-name-taken',
  severity: 'error',
  title: 'A snippet has the name of a file that k3s-netstack writes',
  why:
    'All files of one name are one entry of the ConfigMap. The snippet would silently replace what other keys of ' +
    'coredns define.',
  fix: 'Give the snippet another name.',
  check({ coredns }, report, source) {
    const byName = new Map<string, SnippetFile>();
    for (const snippet of coredns.mode === 'none' ? [] : coredns.snippets) {
      const twin = byName.get(snippet.name);
      const maker = makerOf(coredns, snippet.name);
      byName.set(snippet.name, snippet);
      if (twin === undefined && maker === undefined) continue;
      const path = pathOf(snippet, 'name');
      report({
        path,
        message: `${source.quote(path)} is already the file of ${twin ? `another snippet (${source.line(pathOf(twin, 'name'))})` : maker}.`,
      });
    }
  },
};

/** The key that writes a file of this name to coredns-custom. A standalone CoreDNS has one file. */
function makerOf(coredns: CoreDnsPlan, name: string): string | undefined {
  if (coredns.mode !== 'packaged') return undefined;
  if (name === 'netstack.override' && extendsRoot(coredns))
    return 'what the profile adds to the block of "."';
  if (name === 'hosts.server' && coredns.hosts.length > 0) return 'hosts';
  return ownZones(coredns).find(({ zone }) => name === `${zone}.server`)?.title;
}

/** Whether anything goes into the block of ".". */
function extendsRoot(coredns: CoreDnsPlan): boolean {
  const { log, upstream, rewrite } = coredns;
  return log || upstream !== undefined || rewrite.some((one) => zoneOfRewrite(coredns, one) === undefined);
}
