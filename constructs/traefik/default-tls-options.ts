import { Construct } from 'constructs';
import { TlsOption } from '../../imports/traefik.io';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** What clients must speak on every router with TLS that names no options of its own. */
export interface DefaultTlsOptionsProps {
  /** Oldest version of TLS that is spoken. VersionTLS13 shuts out clients from before about 2018. */
  readonly minVersion: 'VersionTLS12' | 'VersionTLS13';
  /**
   * Whether clients that ask for a name without a certificate of its own are refused, rather than shown the default
   * certificate.
   *
   * @default false
   */
  readonly sniStrict?: boolean;
  /**
   * Traefik's namespace: `kube-system` for the packaged one.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * The TLSOption `default`, of which a cluster may have one in all its namespaces together: Traefik ignores all of
 * them when there are two.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsoption/
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
