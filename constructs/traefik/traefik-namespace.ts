import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The namespace of a Traefik of one's own. */
export interface TraefikNamespaceProps {
  /**
   * Its name; give `Traefik` the same.
   *
   * @default 'traefik'
   */
  readonly name?: string;
}

/**
 * Traefik's namespace, in which nothing may run that the strictest Pod Security profile forbids: Traefik's own pods
 * keep to it.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export class TraefikNamespace extends Construct {
  public readonly namespace: k8s.KubeNamespace;

  constructor(scope: Construct, id: string, { name = TRAEFIK_NAMESPACE }: TraefikNamespaceProps = {}) {
    super(scope, id);
    this.namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          ...configLabels(),
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  }
}
