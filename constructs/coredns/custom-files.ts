import type { Directive } from './corefile';
import { renderCorefile, renderDirectives } from './corefile';
import { forwardDirective, logDirectives, rewriteDirective } from './directives';
import type { DnsOptions } from './dns-options';
import { addFile, snippetFiles } from './snippets';
import { zoneBlocks } from './zone-blocks';

/** The files of `coredns-custom`, by name. */
export function customFiles(props: DnsOptions): Record<string, string> {
  const { zones = [], hosts = [], upstream, snippets = [] } = props;
  const files: Record<string, string> = {};
  const override = overrideDirectives(props);
  if (override.length > 0) addFile(files, 'netstack.override', renderDirectives(override));
  for (const { name, block } of zoneBlocks(zones, hosts, upstream)) {
    // A network has a slash, which no file name has.
    addFile(files, `${name.replace(/[^-._a-z0-9]/g, '-')}.server`, renderCorefile([block]));
  }
  for (const [name, text] of Object.entries(snippetFiles(snippets))) addFile(files, name, text);
  return files;
}

/** Goes inside the block of `.`, where k3s's own plugins stand already. */
function overrideDirectives({ upstream, rewrite = [], log = false }: DnsOptions): readonly Directive[] {
  return [
    ...logDirectives(log),
    ...rewrite.map(rewriteDirective),
    ...(upstream ? [forwardDirective('.', upstream)] : []),
  ];
}
