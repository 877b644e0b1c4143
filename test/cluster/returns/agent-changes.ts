import type { HarmfulChange } from './harmful-change';

/** Values of the agent's node file by which it does not start, or does not join. */
const CONFIG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'flannel-iface does not exist': { 'flannel-iface': 'eth7' },
  'flannel-iface is the loopback': { 'flannel-iface': 'lo' },
  'node-ip is on another network': { 'node-ip': '192.0.2.12' },
  'node-ip is the one of the server': { 'node-ip': '10.63.0.11' },
  'node-ip is not an address': { 'node-ip': 'eth0' },
  'node-name is the one of the server': { 'node-name': 's1' },
  'server does not answer': { server: 'https://192.0.2.11:6443' },
  'server has another port': { server: 'https://10.63.0.11:7443' },
  'server is not a URL': { server: '10.63.0.11' },
  'token is another one': { token: 'another' },
  'a key is unknown to agents': { 'cluster-cidr': '10.144.0.0/16' },
  'an argument of the kubelet does not exist': { 'kubelet-arg+': ['no-such-flag=1'] },
};

/** Changes of the agent. */
export const AGENT_CHANGES: readonly HarmfulChange[] = [
  ...Object.entries(CONFIG).map(([name, config]) => ({ name: `agent: ${name}`, on: 'a1' as const, config })),
  {
    name: 'agent: the node file is not YAML',
    on: 'a1',
    files: { 'k3s/a1.yml': () => 'node-name: [a1\n' },
  },
];
