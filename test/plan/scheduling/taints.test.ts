import { describe, expect, test } from 'vitest';
import { isTolerated, listServiceLbTolerations, parseTaint } from '../../../src/plan';
import { MINIMAL, planOf } from '../../plan-of';

test.each([
  ['role=edge:NoSchedule', { key: 'role', value: 'edge', effect: 'NoSchedule' }],
  ['example.org/role:NoExecute', { key: 'example.org/role', value: '', effect: 'NoExecute' }],
  ['role=:PreferNoSchedule', { key: 'role', value: '', effect: 'PreferNoSchedule' }],
])('%s is read', (text, taint) => expect(parseTaint(text)).toEqual(taint));

describe('tolerations', () => {
  const edge = parseTaint('role=edge:NoSchedule');

  test.each([
    [{ key: 'role', value: 'edge' }],
    [{ key: 'role', operator: 'Exists' as const }],
    [{ operator: 'Exists' as const }],
    [{ key: 'role', value: 'edge', effect: 'NoSchedule' as const }],
  ])('%j matches', (toleration) => expect(isTolerated(edge, [toleration])).toBe(true));

  test.each([
    [{ key: 'role' }],
    [{ key: 'role', value: 'core' }],
    [{ key: 'other', operator: 'Exists' as const }],
    [{ operator: 'Exists' as const, effect: 'NoExecute' as const }],
  ])('%j does not match', (toleration) => expect(isTolerated(edge, [toleration])).toBe(false));
});

describe('the pods of ServiceLB', () => {
  test.each([
    'node-role.kubernetes.io/control-plane:NoSchedule',
    'node-role.kubernetes.io/master=true:NoSchedule',
    'CriticalAddonsOnly=true:NoExecute',
    'CriticalAddonsOnly:NoSchedule',
  ])('tolerate %s', (text) =>
    expect(isTolerated(parseTaint(text), listServiceLbTolerations(planOf(MINIMAL)))).toBe(true),
  );

  test.each([
    'node-role.kubernetes.io/control-plane:NoExecute',
    'k3s-controlplane=true:NoExecute',
    'role=edge:NoSchedule',
  ])('do not tolerate %s', (text) =>
    expect(isTolerated(parseTaint(text), listServiceLbTolerations(planOf(MINIMAL)))).toBe(false),
  );
});
