import type { Construct } from 'constructs';
import type { PodSecurityLevel } from '../namespaces';
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
  /**
   * The Pod Security level: `privileged` for entryPoints with a `hostPort`, and for `hostNetwork`.
   *
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
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
  constructor(scope: Construct, id: string, props: TraefikNamespaceProps = {}) {
    const { name = TRAEFIK_NAMESPACE, podSecurity } = props;
    super(scope, id, { name, labels: configLabels(), ...(podSecurity && { podSecurity }) });
  }
}
