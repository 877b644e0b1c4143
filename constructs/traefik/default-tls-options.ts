import { Construct } from 'constructs';
import { TlsOption } from '../../imports/traefik.io';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The TLS options of every router that names no other options. */
export interface DefaultTlsOptionsProps {
  /** The oldest accepted version of TLS. VersionTLS13 excludes clients from before about 2018. */
  readonly minVersion: 'VersionTLS12' | 'VersionTLS13';
  /**
   * Whether Traefik refuses clients that request a host name without a certificate. Otherwise it presents the default
   * certificate.
   *
   * @default false
   */
  readonly sniStrict?: boolean;
  /**
   * Traefik's namespace: `kube-system` for the packaged Traefik.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * The TLSOption `default`. A cluster may have only one in all namespaces: Traefik ignores all of them when there are two.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsoption/
 * @example
 * new DefaultTlsOptions(chart, 'tls', { minVersion: 'VersionTLS13' });
 */
export class DefaultTlsOptions extends Construct {
  public readonly tlsOption: TlsOption;

  constructor(scope: Construct, id: string, props: DefaultTlsOptionsProps) {
    super(scope, id);
    const { minVersion, sniStrict = false, namespace = TRAEFIK_NAMESPACE } = props;
    this.tlsOption = new TlsOption(this, 'tls-option', {
      metadata: { name: 'default', namespace, labels: configLabels() },
      spec: { minVersion, sniStrict },
    });
  }
}
