import type { ApiObjectMetadata } from 'cdk8s';
import type { Labels } from '../../labels';
import { configLabels, METALLB_NAMESPACE } from '../identity';

/** The fields of every object of MetalLB's configuration. */
export interface ConfigProps {
  /** The name, by which other objects refer to it. */
  readonly name: string;
  /**
   * The namespace of MetalLB, which ignores objects in other namespaces.
   *
   * @default 'metallb-system'
   */
  readonly namespace?: string;
}

/** The metadata of an object of MetalLB's configuration. */
export function configMetadata(
  { name, namespace = METALLB_NAMESPACE }: ConfigProps,
  labels: Labels = {},
): ApiObjectMetadata {
  return { name, namespace, labels: { ...labels, ...configLabels() } };
}
