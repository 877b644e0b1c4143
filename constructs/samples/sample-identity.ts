import type { Labels, LabelProps } from '../labels';
import { labels } from '../labels';
import type { HttpSampleProps } from './http-sample-props';

/** The props that identify a sample. */
export type SampleName = Pick<HttpSampleProps, 'name' | 'namespace'>;

/** The identity of a sample's objects, from which their labels are derived. */
export function sampleIdentity({ name }: SampleName): LabelProps {
  return { name: 'http-sample', instance: name };
}

/** The metadata of a sample's objects: a new object for each, so that a change to one does not affect another. */
export function sampleMetadata(sample: SampleName): { name: string; namespace: string; labels: Labels } {
  const { name, namespace } = sample;
  return { name, namespace, labels: { ...labels(sampleIdentity(sample)) } };
}
