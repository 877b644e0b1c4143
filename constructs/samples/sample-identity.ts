import type { Labels, LabelProps } from '../labels';
import { labels } from '../labels';
import type { SamplePods } from './http-sample-props';

/** The props that identify a sample. */
export type SampleName = Pick<SamplePods, 'name' | 'namespace'>;

/** What the pods of a sample serve. */
export type SampleServer = 'http-sample' | 'dns-sample';

/** The identity of a sample's objects, from which their labels are derived. */
export function sampleIdentity({ name }: SampleName, server: SampleServer = 'http-sample'): LabelProps {
  return { name: server, instance: name };
}

/** The metadata of a sample's objects: a new object for each, so that a change to one does not affect another. */
export function sampleMetadata(
  sample: SampleName,
  server: SampleServer = 'http-sample',
): { name: string; namespace: string; labels: Labels } {
  const { name, namespace } = sample;
  return { name, namespace, labels: { ...labels(sampleIdentity(sample, server)) } };
}
