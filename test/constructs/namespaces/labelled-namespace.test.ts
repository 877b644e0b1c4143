import { Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import type { LabelledNamespaceProps } from '../../../constructs/namespaces';
import { LabelledNamespace } from '../../../constructs/namespaces';

function labelsOf(props: LabelledNamespaceProps): unknown {
  const chart = Testing.chart();
  new LabelledNamespace(chart, 'namespace', props);
  const [namespace] = Testing.synth(chart) as { metadata: { name: string; labels: object } }[];
  expect(namespace?.metadata.name).toBe(props.name);
  return namespace?.metadata.labels;
}

test('enforces the strictest level by default', () => {
  expect(labelsOf({ name: 'samples' })).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
});

test('every prop reaches the manifest', () => {
  const props: Required<LabelledNamespaceProps> = {
    name: 'speakers',
    podSecurity: 'privileged',
    labels: { 'example.org/team': 'network' },
  };
  expect(labelsOf(props)).toEqual({
    'example.org/team': 'network',
    'pod-security.kubernetes.io/enforce': 'privileged',
    'pod-security.kubernetes.io/audit': 'privileged',
    'pod-security.kubernetes.io/warn': 'privileged',
  });
});
