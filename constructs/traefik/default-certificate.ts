import { Construct } from 'constructs';
import { TlsStore } from '../../imports/traefik.io';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The certificate for names that no other certificate is for. */
export interface DefaultCertificateProps {
  /** Name of the Secret (kubernetes.io/tls) with certificate and key, in `namespace`. */
  readonly secretName: string;
  /**
   * Traefik's namespace: `kube-system` for the packaged one.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;
}

/**
 * The certificate that Traefik shows where no router brings a better one; without it, Traefik makes one up that no
 * client trusts. It is the TLSStore `default`, of which a cluster may have one in all its namespaces together.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/tls/tlsstore/
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
