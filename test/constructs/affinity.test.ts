import type { k8s } from 'cdk8s-plus-27';
import { expect, test } from 'vitest';
import { completeAffinity, placePods } from '../../constructs/affinity';
import type { TopologySpread } from '../../constructs/topology-spread';
import { spreadConstraint, spreadPods } from '../../constructs/topology-spread';

const OWN = { app: 'own' };
const [hostname, zone] = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'];
const nodeSelectorTerms = [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }];

test('a term without a label selector is about the own pods, and all others stay as they are', () => {
  const others = { topologyKey: zone, labelSelector: {}, namespaces: ['dns'] };
  const terms: k8s.PodAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: hostname }, others],
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 5, podAffinityTerm: { topologyKey: zone } },
      { weight: 6, podAffinityTerm: others },
    ],
  };
  const labelSelector = { matchLabels: OWN };
  const complete = {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: hostname, labelSelector }, others],
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 5, podAffinityTerm: { topologyKey: zone, labelSelector } },
      { weight: 6, podAffinityTerm: others },
    ],
  };
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
  expect(completeAffinity({ nodeAffinity, podAffinity: terms, podAntiAffinity: terms }, OWN)).toEqual({
    nodeAffinity,
    podAffinity: complete,
    podAntiAffinity: complete,
  });
});

test('without an affinity and without constraints a pod has neither field', () => {
  expect(placePods(undefined, OWN)).toEqual({});
  expect(spreadPods([], OWN)).toEqual({});
});

test('every option of a constraint is in the pod', () => {
  const every: Required<TopologySpread> = {
    topologyKey: zone,
    maxSkew: 2,
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { tier: 'edge' } },
    minDomains: 3,
    nodeAffinityPolicy: 'Ignore',
    nodeTaintsPolicy: 'Honor',
    matchLabelKeys: ['pod-template-hash'],
  };
  expect(spreadConstraint(every, OWN)).toEqual(every);
});

test('by default a constraint is a preference of the own pods, and a skew of 1 is allowed', () => {
  expect(spreadConstraint({ topologyKey: zone, matchLabelKeys: [] }, OWN)).toEqual({
    topologyKey: zone,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: OWN },
  });
});
