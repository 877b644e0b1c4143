import type { Construct } from 'constructs';
import { LabelledNamespace } from '../namespaces';
import { TRAEFIK_NAMESPACE, configLabels } from './identity';

/** The namespace of a standalone Traefik. */
export interface TraefikNamespaceProps {
  /**
   * Its name; pass the same to `Traefik`.
   *
   * @default 'traefik'
   */
  readonly name?: string;
}

/**
 * Traefik's namespace. The API server refuses pods in it that violate the Pod Security level `restricted`; Traefik's own
 * pods conform to it.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 * @example
 * new TraefikNamespace(chart, 'namespace');
 */
export class TraefikNamespace extends LabelledNamespace {
  constructor(scope: Construct, id: string, { name = TRAEFIK_NAMESPACE }: TraefikNamespaceProps = {}) {
    super(scope, id, { name, labels: configLabels() });
  }
}
