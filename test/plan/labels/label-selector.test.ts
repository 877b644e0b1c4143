import { expect, test } from 'vitest';
import type { LabelRequirement, NodeSelector } from '../../../src/plan';
import { listNodeLabels, selectNodes, isSelected } from '../../../src/plan';
import { planOf } from '../../plan-of';

const LABELS = new Map([
  ['zone', 'attic'],
  ['disk', ''],
]);

function selector(part: Partial<NodeSelector>): NodeSelector {
  return { matchLabels: {}, matchExpressions: [], ...part };
}

function expression(key: string, operator: LabelRequirement['operator'], ...values: string[]): NodeSelector {
  return selector({ matchExpressions: [{ key, operator, values }] });
}

test('no selector selects everything, an empty one too', () => {
  expect(isSelected([], LABELS)).toBe(true);
  expect(isSelected([selector({})], LABELS)).toBe(true);
});

test.each([
  [selector({ matchLabels: { zone: 'attic' } }), true],
  [selector({ matchLabels: { zone: 'cellar' } }), false],
  [selector({ matchLabels: { zone: 'attic', rack: '1' } }), false],
  [expression('zone', 'In', 'cellar', 'attic'), true],
  [expression('zone', 'In', 'cellar'), false],
  [expression('rack', 'In', '1'), false],
  [expression('zone', 'NotIn', 'cellar'), true],
  [expression('zone', 'NotIn', 'attic'), false],
  [expression('rack', 'NotIn', '1'), true],
  [expression('disk', 'Exists'), true],
  [expression('rack', 'Exists'), false],
  [expression('disk', 'DoesNotExist'), false],
  [expression('rack', 'DoesNotExist'), true],
])('selector %# is %s', (one, selected) => {
  expect(isSelected([one], LABELS)).toBe(selected);
});

test('of several selectors one is enough', () => {
  const no = selector({ matchLabels: { zone: 'cellar' } });
  expect(isSelected([no, selector({ matchLabels: { zone: 'attic' } })], LABELS)).toBe(true);
  expect(isSelected([no, no], LABELS)).toBe(false);
});

test('the architecture is unknown, so it may be any', () => {
  expect(isSelected([selector({ matchLabels: { 'kubernetes.io/arch': 'arm64' } })], LABELS)).toBe(true);
  expect(isSelected([expression('kubernetes.io/arch', 'NotIn', 'arm64')], LABELS)).toBe(true);
  expect(isSelected([expression('kubernetes.io/arch', 'DoesNotExist')], LABELS)).toBe(false);
});

const PLAN = planOf(`
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12, nodeLabel: [zone=attic, empty=] }
`);

test('nodes have the labels of the profile, of the kubelet and of k3s', () => {
  const [one, two] = PLAN.nodes.map(listNodeLabels);
  expect(one?.get('node-role.kubernetes.io/control-plane')).toBe('true');
  expect(two?.has('node-role.kubernetes.io/control-plane')).toBe(false);
  expect(two?.get('zone')).toBe('attic');
  expect(two?.get('empty')).toBe('');
  expect(two?.get('kubernetes.io/hostname')).toBe('two');
});

test('selected nodes come in the order of the profile', () => {
  const names = (...selectors: NodeSelector[]) => selectNodes(PLAN, selectors).map(({ name }) => name);
  expect(names()).toEqual(['one', 'two']);
  expect(names(selector({ matchLabels: { zone: 'attic' } }))).toEqual(['two']);
  expect(names(expression('kubernetes.io/hostname', 'In', 'two', 'one'))).toEqual(['one', 'two']);
  expect(names(selector({ matchLabels: { zone: 'cellar' } }))).toEqual([]);
});
