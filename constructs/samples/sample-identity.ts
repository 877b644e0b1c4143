import type { Labels, LabelProps } from '../labels';
import { labels } from '../labels';
import type { HttpSampleProps } from './http-sample-props';

/** What tells one sample from another. */
export type SampleName = Pick<HttpSampleProps, 'name' | 'namespace'>;

/** Who a sample's objects are. */
export function sampleIdentity({ name }: SampleName): LabelProps {
  return { name: 'http-sample', instance: name };
}

/** What each of a sample's objects begins with; anew for each, so that none shares what another is given later. */
export function sampleMetadata(sample: SampleName): { name: string; namespace: string; labels: Labels } {
  const { name, namespace } = sample;
  return { name, namespace, labels: { ...labels(sampleIdentity(sample)) } };
}
