import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { configLabels, METALLB_NAMESPACE } from './identity';

/** The namespace of MetalLB. */
export interface MetalLbNamespaceProps {
  /** @default 'metallb-system' */
  readonly name?: string;
}

/**
 * MetalLB's namespace. The speakers work in their node's own network, which only the privileged Pod Security level
 * allows.
 *
 * @see https://metallb.io/installation/#installation-by-manifest
 */
export class MetalLbNamespace extends Construct {
  public readonly namespace: k8s.KubeNamespace;

  constructor(scope: Construct, id: string, { name = METALLB_NAMESPACE }: MetalLbNamespaceProps = {}) {
    super(scope, id);
    this.namespace = new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          ...configLabels(),
          'pod-security.kubernetes.io/enforce': 'privileged',
          'pod-security.kubernetes.io/audit': 'privileged',
          'pod-security.kubernetes.io/warn': 'privileged',
        },
      },
    });
  }
}
