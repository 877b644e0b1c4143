import { expect, test } from 'vitest';
import { findWire, groupWires } from '../../../src/lab/layout/wires';
import { planOf } from '../../plan-of';

/** The wires of a LAN, each with its networks, and the wire of each node. */
function planWires(cidr: string, gateway: string, ...nodes: readonly string[]) {
  const list = nodes.map(
    (nodeIp, index) =>
      `  - { name: node-${index}, role: ${index === 0 ? 'server' : 'agent'}, nodeIp: ${nodeIp} }`,
  );
  const dual = cidr.includes(':')
    ? 'clusterCidr: [10.42.0.0/16, fd42::/56]\nserviceCidr: [10.43.0.0/16, fd43::/112]'
    : '';
  const plan = planOf(
    `k3sVersion: v1.37.1+k3s1\nlan: { cidr: ${cidr}${gateway} }\nnodes:\n${list.join('\n')}\n${dual}\n`,
  );
  const wires = groupWires(plan);
  return {
    wires: wires.map(({ bridge, segments }) => `${bridge}: ${segments.join(' ')}`),
    nodes: plan.nodes.map((node) => findWire(plan, wires, node)?.bridge),
  };
}

test('one network is one wire', () => {
  expect(planWires('10.0.0.0/24', '', '10.0.0.11', '10.0.0.12')).toEqual({
    wires: ['lan: 10.0.0.0/24'],
    nodes: ['lan', 'lan'],
  });
});

test('two networks without a common node are two wires', () => {
  expect(planWires('[10.0.0.0/24, 10.0.1.0/24]', '', '10.0.0.11', '10.0.1.12', '10.0.1.13')).toEqual({
    wires: ['lan: 10.0.0.0/24', 'lan2: 10.0.1.0/24'],
    nodes: ['lan', 'lan2', 'lan2'],
  });
});

test('a node with addresses in two networks joins them to one wire', () => {
  expect(
    planWires("[10.0.0.0/24, 'fd00::/64']", '', "[10.0.0.11, 'fd00::11']", "[10.0.0.12, 'fd00::12']"),
  ).toEqual({
    wires: ['lan: 10.0.0.0/24 fd00::/64'],
    nodes: ['lan', 'lan'],
  });
});

test('gateways of both families are one router on one wire', () => {
  const both = ", gateway: [10.0.0.1, 'fd00::1']";
  expect(planWires("[10.0.0.0/24, 'fd00::/64']", both, "[10.0.0.11, 'fd00::11']").wires).toEqual([
    'lan: 10.0.0.0/24 fd00::/64',
  ]);
});

test('joined networks keep their order', () => {
  const dual = "[10.0.2.13, 'fd00::13']";
  const three = planWires("[10.0.0.0/24, 10.0.2.0/24, 'fd00::/64']", '', "[10.0.0.11, 'fd00::11']", dual);
  expect(three).toEqual({
    wires: ['lan: 10.0.0.0/24 10.0.2.0/24 fd00::/64'],
    nodes: ['lan', 'lan'],
  });
});
