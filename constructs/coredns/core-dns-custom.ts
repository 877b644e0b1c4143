import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';
import type { Directive } from './corefile';
import { renderCorefile, renderDirectives } from './corefile';
import { forwardDirective, rewriteDirective } from './directives';
import type { CorefileSnippet, ForwardOptions, HostEntry, RewriteRule, ZoneOptions } from './dns-options';
import { zoneBlocks } from './zone-blocks';

/** What k3s's own CoreDNS is given beside its own Corefile. */
export interface CoreDnsCustomProps {
  /**
   * Where names outside the cluster are asked. Works only with a k3s whose Corefile imports overrides before its own
   * `forward`: v1.32.10, v1.33.6, v1.34.2 and newer. Before that it changes nothing.
   *
   * @default - the resolv.conf of the node that CoreDNS runs on
   * @see https://github.com/k3s-io/k3s/issues/12979
   */
  readonly upstream?: ForwardOptions;
  /** @default - no rewriting */
  readonly rewrite?: readonly RewriteRule[];
  /**
   * Log every query of the cluster's own block.
   *
   * @default false
   */
  readonly log?: boolean;
  /** @default - no zones of one's own */
  readonly zones?: readonly ZoneOptions[];
  /**
   * Names that are in none of the zones. Names below them, and everything else of their domains, are asked upstream.
   *
   * @default - no names of one's own
   */
  readonly hosts?: readonly HostEntry[];
  /** @default - none */
  readonly snippets?: readonly CorefileSnippet[];
}

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
      data: { ...override(props), ...servers(props), ...snippets(props) },
    });
  }
}

/** Goes inside the block of `.`, where k3s's own plugins stand already. */
function override({ upstream, rewrite = [], log = false }: CoreDnsCustomProps): Record<string, string> {
  const directives: Directive[] = [
    ...(log ? [{ name: 'log' }] : []),
    ...rewrite.map(rewriteDirective),
    ...(upstream ? [forwardDirective('.', upstream)] : []),
  ];
  return directives.length === 0 ? {} : { 'netstack.override': renderDirectives(directives) };
}

function servers({ zones = [], hosts = [], upstream }: CoreDnsCustomProps): Record<string, string> {
  const named = zoneBlocks(zones, hosts, upstream);
  return Object.fromEntries(named.map(({ name, blocks }) => [`${name}.server`, renderCorefile(blocks)]));
}

function snippets({ snippets = [] }: CoreDnsCustomProps): Record<string, string> {
  return Object.fromEntries(snippets.map(({ name, text }) => [name, text]));
}
