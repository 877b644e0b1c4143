import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';
import { customFiles } from './custom-files';
import type { DnsOptions } from './dns-options';

/**
 * What k3s's own CoreDNS is given beside its own Corefile. `upstream` works only with a k3s whose Corefile imports
 * overrides before its own `forward`: v1.32.10, v1.33.6, v1.34.2 and newer. Before that it changes nothing.
 *
 * @see https://github.com/k3s-io/k3s/issues/12979
 */
export type CoreDnsCustomProps = DnsOptions;

/**
 * The ConfigMap `coredns-custom`, which the packaged CoreDNS reads and k3s never writes. k3s reverts changes of the
 * ConfigMap `coredns` when a server starts. CoreDNS reloads it within about two minutes, without a restart.
 *
 * @see https://docs.k3s.io/networking/networking-services#coredns
 * @example
 * new CoreDnsCustom(chart, 'coredns', {
 *   zones: [{ zone: 'home.arpa', forward: { to: ['10.0.0.1'] } }],
 * });
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
