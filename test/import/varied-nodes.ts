/** Nodes with every key. */
export const NODES = [
  { name: 'zeta', role: 'server', nodeIp: '10.0.0.31' },
  { name: 'beta', role: 'server', nodeIp: '10.0.0.12' },
  {
    name: 'node-10',
    role: 'agent',
    nodeIp: '10.0.0.13',
    kubelet: { maxPods: 70 },
    nodeLabel: ['zone=attic', 'on='],
  },
  {
    name: 'node-9',
    role: 'agent',
    nodeIp: '10.0.0.14',
    nodeTaint: ['edge=true:NoSchedule'],
    extra: { 'data-dir': '/mnt', 'kubelet-arg': ['v=3'] },
  },
  {
    ...{ name: 'alpha', role: 'server', nodeIp: '10.0.0.15', nodeExternalIp: '198.51.100.7' },
    interfaces: [{ name: 'eth0.50', addresses: ['10.0.50.15/24'], kind: 'ethernet', vlanId: 50, mtu: 1400 }],
  },
];
