import { expect, test } from 'vitest';
import { flannelConf } from '../../src/k3s';
import { planOf } from '../plan-of';

const NODE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
`;

test.each([
  ['vxlan', 1350],
  ['wireguard-native', 1320],
])('%s is told the MTU below it, and subtracts its own overhead itself', (backend, podMtu) => {
  const plan = planOf(`${NODE}flannel: { backend: ${backend}, mtu: 1400 }`);
  expect(JSON.parse(flannelConf(plan))).toMatchObject({ Backend: { MTU: 1400 } });
  expect(plan.flannel.podMtu).toBe(podMtu);
});
