import { expect, test } from 'vitest';
import type { ServiceLbPods } from '../../../constructs/servicelb';
import { serviceLbAnnotations, serviceLbLabels, serviceLbNodeLabels } from '../../../constructs/servicelb';

test('a Service names its pool by a label, not by an annotation', () => {
  expect(serviceLbLabels('edge')).toEqual({ 'svccontroller.k3s.cattle.io/lbpool': 'edge' });
  expect(serviceLbLabels(undefined)).toEqual({});
});

test('every prop of the pods is an annotation of the Service, tolerations as JSON', () => {
  const pods: Required<ServiceLbPods> = {
    priorityClassName: 'high',
    tolerations: [{ key: 'edge', operator: 'Exists', effect: 'NoSchedule' }],
  };
  expect(serviceLbAnnotations(pods)).toEqual({
    'svccontroller.k3s.cattle.io/priorityclassname': 'high',
    'svccontroller.k3s.cattle.io/tolerations': '[{"key":"edge","operator":"Exists","effect":"NoSchedule"}]',
  });
});

test('props that are not set are left to k3s', () => {
  expect(serviceLbAnnotations({})).toEqual({});
  expect(serviceLbAnnotations({ tolerations: [] })).toEqual({});
});

test('a node opens ports for all, or for its pools', () => {
  expect(serviceLbNodeLabels()).toEqual({ 'svccontroller.k3s.cattle.io/enablelb': 'true' });
  expect(serviceLbNodeLabels('edge')).toEqual({
    'svccontroller.k3s.cattle.io/enablelb': 'true',
    'svccontroller.k3s.cattle.io/lbpool': 'edge',
  });
  expect(serviceLbNodeLabels('edge', 'lan')).toMatchObject({
    'svccontroller.k3s.cattle.io/lbpool': 'edge_lan',
  });
});
