import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { labels } from '../labels';

/** How much a pod of the namespace may do; the API server refuses pods that ask for more. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** A namespace. */
export interface LabelledNamespaceProps {
  readonly name: string;
  /**
   * The Pod Security level that is enforced, audited and warned about.
   *
   * @default 'restricted'
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** A namespace that says which pods may run in it. */
export class LabelledNamespace extends Construct {
  public readonly namespace: k8s.KubeNamespace;

  constructor(scope: Construct, id: string, { name, podSecurity = 'restricted' }: LabelledNamespaceProps) {
    super(scope, id);
    this.namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          ...labels({ name }),
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/audit': podSecurity,
          'pod-security.kubernetes.io/warn': podSecurity,
        },
      },
    });
  }
}
