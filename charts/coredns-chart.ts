import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { CoreDnsCustomProps, CoreDnsProps } from '../constructs/coredns';
import { CoreDns, CoreDnsCustom } from '../constructs/coredns';

/** k3s's own CoreDNS with additions, or an installation of its own. */
export type CoreDnsChartProps =
  | { readonly mode: 'packaged'; readonly options: CoreDnsCustomProps }
  | { readonly mode: 'standalone'; readonly options: CoreDnsProps };

/**
 * The cluster DNS.
 *
 * - `packaged`: the ConfigMap `coredns-custom`, which k3s's own CoreDNS imports into its Corefile.
 * - `standalone`: a CoreDNS beside which k3s runs with `--disable coredns`.
 *
 * @example
 * new CoreDnsChart(app, 'coredns', {
 *   mode: 'packaged',
 *   options: { zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }] },
 * });
 */
export class CoreDnsChart extends Chart {
  public readonly coredns: CoreDns | CoreDnsCustom;

  constructor(scope: Construct, id: string, props: CoreDnsChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.coredns =
      props.mode === 'standalone'
        ? new CoreDns(this, 'coredns', props.options)
        : new CoreDnsCustom(this, 'coredns', props.options);
  }
}
