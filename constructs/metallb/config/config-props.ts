import type { ApiObjectMetadata } from 'cdk8s';
import { configLabels, METALLB_NAMESPACE } from '../identity';

/** What every object of MetalLB's configuration has. */
export interface ConfigProps {
  /** The object's name, by which others refer to it. */
  readonly name: string;
  /**
   * Namespace of the install: MetalLB looks at no other.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
}

/** The metadata of an object of MetalLB's configuration. */
export function configMetadata({ name, namespace = METALLB_NAMESPACE }: ConfigProps): ApiObjectMetadata {
  return { name, namespace, labels: configLabels() };
}
