import { Construct } from 'constructs';
import { TlsStore } from '../../imports/traefik.io';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The certificate for host names that have no other. */
export interface DefaultCertificateProps {
  /** The name of the Secret (kubernetes.io/tls) with certificate and key, in `namespace`. */
  readonly secretName: string;
  /**
   * Traefik's namespace: `kube-system` for the packaged Traefik.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * The certificate that Traefik presents where no router has one for the host name. Without it, Traefik presents a
 * self-signed certificate that no client trusts. It is the TLSStore `default`: a cluster may have only one in all
 * namespaces.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsstore/
 * @example
 * new DefaultCertificate(chart, 'certificate', { secretName: 'wildcard-home-arpa' });
 */
export class DefaultCertificate extends Construct {
  public readonly tlsStore: TlsStore;

  constructor(
    scope: Construct,
    id: string,
    { secretName, namespace = TRAEFIK_NAMESPACE }: DefaultCertificateProps,
  ) {
    super(scope, id);
    this.tlsStore = new TlsStore(this, 'tls-store', {
      metadata: { name: 'default', namespace, labels: configLabels() },
      spec: { defaultCertificate: { secretName } },
    });
  }
}
