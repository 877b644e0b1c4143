import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';
import type { Directive } from './corefile';
import { renderCorefile, renderDirectives } from './corefile';
import { forwardDirective, logDirectives, rewriteDirective } from './directives';
import type { DnsOptions } from './dns-options';
import { addFile, snippetFiles } from './snippets';
import { zoneBlocks } from './zone-blocks';

/**
 * What k3s's own CoreDNS is given beside its own Corefile. `upstream` works only with a k3s whose Corefile imports
 * overrides before its own `forward`: v1.32.10, v1.33.6, v1.34.2 and newer. Before that it changes nothing.
 *
 * @see https://github.com/k3s-io/k3s/issues/12979
 */
export type CoreDnsCustomProps = DnsOptions;

/**
 * The ConfigMap `coredns-custom`, which k3s's own CoreDNS reads and k3s itself never writes. Changes to the ConfigMap
 * `coredns` are lost at the next start of a server. Picked up within about two minutes, without a restart.
 *
 * @see https://docs.k3s.io/networking/networking-services#coredns
 */
export class CoreDnsCustom extends Construct {
  public readonly configMap: k8s.KubeConfigMap;

  constructor(scope: Construct, id: string, props: CoreDnsCustomProps) {
    super(scope, id);
    this.configMap = new k8s.KubeConfigMap(this, 'config-map', {
      metadata: {
        name: 'coredns-custom',
        namespace: 'kube-system',
        labels: { ...labels({ name: 'coredns' }) },
      },
      data: customFiles(props),
    });
  }
}

function customFiles(props: CoreDnsCustomProps): Record<string, string> {
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
function overrideDirectives({
  upstream,
  rewrite = [],
  log = false,
}: CoreDnsCustomProps): readonly Directive[] {
  return [
    ...logDirectives(log),
    ...rewrite.map(rewriteDirective),
    ...(upstream ? [forwardDirective('.', upstream)] : []),
  ];
}
