import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Labels } from '../labels';
import { labels as recommendedLabels } from '../labels';

/** A Pod Security level: which pods the API server accepts in a namespace. */
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
  /**
   * Labels beside those of the Pod Security level.
   *
   * @default - the recommended labels, with the namespace's name
   */
  readonly labels?: Labels;
}

/**
 * A namespace with a Pod Security level.
 *
 * @example
 * new LabelledNamespace(chart, 'demo', { name: 'demo', podSecurity: 'baseline' });
 */
export class LabelledNamespace extends Construct {
  public readonly namespace: k8s.KubeNamespace;

  constructor(scope: Construct, id: string, props: LabelledNamespaceProps) {
    super(scope, id);
    const { name, podSecurity = 'restricted', labels = recommendedLabels({ name }) } = props;
    this.namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          ...labels,
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/audit': podSecurity,
          'pod-security.kubernetes.io/warn': podSecurity,
        },
      },
    });
  }
}
