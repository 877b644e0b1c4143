import { expect, test } from 'vitest';
import { flannelConf } from '../../k3s';
import { planOf } from '../plan-of';

const NODE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes: [{ name: one, role: server, nodeIp: 10.0.0.11 }]
`;

test.each([
  ['vxlan', 1450],
  ['wireguard-native', 1480],
])('%s is told the MTU below it, since it subtracts its own overhead', (backend, below) => {
  const plan = planOf(`${NODE}flannel: { backend: ${backend}, mtu: 1400 }`);
  expect(JSON.parse(flannelConf(plan))).toMatchObject({ Backend: { MTU: below } });
  expect(plan.flannel.podMtu).toBe(1400);
});
