import type { HarmfulChange } from './harmful-change';

/** Values of the server's node file by which k3s does not start, or starts another network. */
const CONFIG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'flannel-iface does not exist': { 'flannel-iface': 'eth7' },
  'flannel-iface is the loopback': { 'flannel-iface': 'lo' },
  'node-ip is on another network': { 'node-ip': '192.0.2.11' },
  'node-ip is the loopback': { 'node-ip': '127.0.0.1' },
  'node-ip is not an address': { 'node-ip': '10.63.0.300' },
  'node-ip is of the other family': { 'node-ip': 'fd63::11' },
  'cluster-cidr is another network': { 'cluster-cidr': '10.199.0.0/16' },
  'cluster-cidr is not a network': { 'cluster-cidr': '10.144.0.0/99' },
  'cluster-cidr is too small for a node': { 'cluster-cidr': '10.144.0.0/28' },
  'service-cidr is another network': { 'service-cidr': '10.198.0.0/16', 'cluster-dns': '10.198.0.10' },
  'service-cidr is too large': { 'service-cidr': '10.0.0.0/8' },
  'service-cidr is of the other family': { 'service-cidr': 'fd98::/112' },
  'cluster-dns is not in service-cidr': { 'cluster-dns': '10.144.0.10' },
  'cluster-dns is not an address': { 'cluster-dns': 'coredns' },
  'cluster-domain changes': { 'cluster-domain': 'other.local' },
  'service-node-port-range ends before it starts': { 'service-node-port-range': '32767-30000' },
  'service-node-port-range is not a range': { 'service-node-port-range': 'all' },
  'flannel-backend needs a kernel module that is missing': {
    'flannel-backend': 'wireguard-native',
    'flannel-conf': undefined,
  },
  'flannel-backend was removed from k3s': { 'flannel-backend': 'ipsec', 'flannel-conf': undefined },
  'flannel-backend does not exist': { 'flannel-backend': 'vxlna', 'flannel-conf': undefined },
  'flannel-backend is none, without a CNI': { 'flannel-backend': 'none', 'flannel-conf': undefined },
  'flannel-backend is another one': { 'flannel-backend': 'host-gw', 'flannel-conf': undefined },
  'flannel-conf does not exist': { 'flannel-conf': '/etc/rancher/k3s/none.json' },
  'https-listen-port is in use by sshd': { 'https-listen-port': 22 },
  'https-listen-port is another one': { 'https-listen-port': 7443 },
  'bind-address is of another host': { 'bind-address': '192.0.2.12' },
  'advertise-address is of another host': { 'advertise-address': '192.0.2.13' },
  'token is another one': { token: 'another' },
  'datastore-endpoint does not answer': { 'datastore-endpoint': 'http://192.0.2.14:2379' },
  'an argument of kube-apiserver does not exist': { 'kube-apiserver-arg': ['no-such-flag=1'] },
  'an argument of kube-proxy does not exist': { 'kube-proxy-arg': ['no-such-flag=1'] },
  'an argument of the kubelet has no value': { 'kubelet-arg+': ['max-pods=many'] },
  'kube-proxy is disabled': { 'disable-kube-proxy': true },
  'CoreDNS is disabled': { 'disable+': ['servicelb', 'traefik', 'coredns'] },
  'the API server is disabled': { 'disable-apiserver': true },
};

/** Changes of the server. */
export const SERVER_CHANGES: readonly HarmfulChange[] = [
  ...Object.entries(CONFIG).map(([name, config]) => ({ name: `server: ${name}`, on: 's1' as const, config })),
  {
    name: 'server: the node file is not YAML',
    on: 's1',
    files: { 'k3s/s1.yml': (text) => `${text}}{\n` },
  },
  {
    name: 'server: the file of flannel is not JSON',
    on: 's1',
    files: { 'k3s/netstack-flannel.json': (text) => text.slice(0, -10) },
  },
  {
    name: 'server: the MTU of flannel is larger than a frame',
    on: 's1',
    files: { 'k3s/netstack-flannel.json': (text) => text.replace('"VNI"', '"MTU": 65000, "VNI"') },
  },
  {
    name: 'server: the VNI of flannel is another one',
    on: 's1',
    files: { 'k3s/netstack-flannel.json': (text) => text.replace('"VNI": 7', '"VNI": 8') },
  },
  {
    name: 'server: the file of flannel has another network',
    on: 's1',
    files: { 'k3s/netstack-flannel.json': (text) => text.replace('10.144.0.0/16', '10.197.0.0/16') },
  },
];
