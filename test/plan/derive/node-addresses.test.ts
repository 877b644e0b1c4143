import { expect, test } from 'vitest';
import { planOf } from '../../plan-of';

const DUAL = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: [10.0.0.0/24, 'fd00::/64'] }
nodes:
  - { name: one, role: server, nodeIp: ['fd00::11', 10.0.0.11], nodeExternalIp: ['2a00::1', 8.8.4.1] }
`;

test.each([
  ['IPv4', 'clusterCidr: [10.42.0.0/16, fd00:42::/56]', ['10.0.0.11', 'fd00::11'], ['8.8.4.1', '2a00::1']],
  ['IPv6', 'clusterCidr: [fd00:42::/56, 10.42.0.0/16]', ['fd00::11', '10.0.0.11'], ['2a00::1', '8.8.4.1']],
])('a node is known by its %s address first where pods are', (_, clusterCidr, nodeIp, nodeExternalIp) => {
  const plan = planOf(`${DUAL}${clusterCidr}`);
  expect(plan.nodes[0]?.nodeIp.map(String)).toEqual(nodeIp);
  expect(plan.nodes[0]?.nodeExternalIp.map(String)).toEqual(nodeExternalIp);
  expect(plan.registration.address).toBe(nodeIp[0]);
});
