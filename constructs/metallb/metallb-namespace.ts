import type { Construct } from 'constructs';
import { LabelledNamespace } from '../namespaces';
import { configLabels, METALLB_NAMESPACE } from './identity';

/** The namespace of MetalLB. */
export interface MetalLbNamespaceProps {
  /**
   * Its name; pass the same to `MetalLb`.
   *
   * @default 'metallb-system'
   */
  readonly name?: string;
}

/**
 * MetalLB's namespace. The speakers run in the network namespace of their node, which only the Pod Security level
 * `privileged` allows.
 *
 * @see https://metallb.io/installation/#installation-by-manifest
 * @example
 * new MetalLbNamespace(chart, 'namespace');
 */
export class MetalLbNamespace extends LabelledNamespace {
  constructor(scope: Construct, id: string, { name = METALLB_NAMESPACE }: MetalLbNamespaceProps = {}) {
    super(scope, id, { name, podSecurity: 'privileged', labels: configLabels() });
  }
}
