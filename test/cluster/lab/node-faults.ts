import type { Fault } from './fault';

/** The node that most faults are planted on, and its neighbour. */
const NODE = 'pi2';
const NEIGHBOUR = 'pi3';

const CONFIG = '/etc/rancher/k3s/config.yaml.d';
const PUBLIC_IP = 'flannel.alpha.coreos.com/public-ip';
const SUBNET_FILE = '/run/flannel/subnet.env';
const MANIFESTS = '/var/lib/rancher/k3s/server/manifests';

/** A rule put before all others, and taken out again. */
function firewall(node: string, chain: string, ...rule: readonly string[]): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.exec(node, 'iptables', '-w', '-I', chain, ...rule),
    heal: (lab) => lab.exec(node, 'iptables', '-w', '-D', chain, ...rule),
  };
}

function sysctl(node: string, key: string, wrong: string, right: string): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.exec(node, 'sysctl', '-qw', `${key}=${wrong}`),
    heal: (lab) => lab.exec(node, 'sysctl', '-qw', `${key}=${right}`),
  };
}

/** A command that leaves what it removes in a file, for `heal` to put back. */
function removeSetting(
  node: string,
  show: string,
  remove: string,
  restore: string,
): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.shell(node, `${show} > /run/removed && ${remove}`),
    heal: (lab) => lab.shell(node, restore),
  };
}

/** What goes wrong on a node, its wires and its firewall. Planted in the lab of pikube. */
export const NODE_FAULTS: readonly Fault[] = [
  {
    name: "one node's overlay has a smaller MTU than the others",
    plant: (lab) => lab.exec(NODE, 'ip', 'link', 'set', 'flannel.1', 'mtu', '1300'),
    heal: (lab) => lab.exec(NODE, 'ip', 'link', 'set', 'flannel.1', 'mtu', '1450'),
    check: 'flannel-device',
    target: `node ${NODE}`,
    says: /1300/,
  },
  {
    name: "one node's network card has another MTU than the LAN",
    plant: (lab) => lab.exec(NODE, 'ip', 'link', 'set', 'eth0', 'mtu', '1400'),
    async heal(lab) {
      await lab.exec(NODE, 'ip', 'link', 'set', 'eth0', 'mtu', '1500');
      // The kernel caches path MTUs for ten minutes.
      for (const node of ['pi1', NODE, NEIGHBOUR, 'pi4'])
        await lab.exec(node, 'ip', 'route', 'flush', 'cache');
    },
    check: 'lan-address',
    target: `node ${NODE}`,
    says: /1400/,
  },
  {
    name: 'a firewall drops the overlay on its way into a node',
    ...firewall(NODE, 'INPUT', '-p', 'udp', '--dport', '8472', '-j', 'DROP'),
    check: 'firewall-drops',
    target: `node ${NODE}`,
    says: /8472/,
  },
  {
    name: 'a firewall drops the overlay from one node to one other, in one direction',
    ...firewall(NODE, 'OUTPUT', '-d', '10.0.0.13', '-p', 'udp', '--dport', '8472', '-j', 'DROP'),
    check: 'firewall-drops',
    target: `node ${NODE}`,
    says: /10\.0\.0\.13/,
  },
  {
    name: "the way to another node's pods is gone",
    ...removeSetting(
      NODE,
      'ip -4 route show dev flannel.1 | head -1',
      'ip route del $(cat /run/removed) dev flannel.1',
      'ip route add $(cat /run/removed) dev flannel.1',
    ),
    check: 'flannel-routes',
    target: `node ${NODE}`,
    says: /route/,
  },
  {
    name: "another node's forwarding entry is gone",
    ...removeSetting(
      NODE,
      '/sbin/bridge fdb show dev flannel.1 | grep 10.0.0.13',
      '/sbin/bridge fdb del $(cut -d" " -f1 /run/removed) dev flannel.1 dst 10.0.0.13',
      '/sbin/bridge fdb append $(cut -d" " -f1 /run/removed) dev flannel.1 dst 10.0.0.13 self permanent',
    ),
    check: 'flannel-forwarding',
    target: `node ${NODE}`,
    says: /pi3|10\.0\.0\.13/,
  },
  {
    name: 'the default route is lost',
    plant: (lab) => lab.exec(NODE, 'ip', 'route', 'del', 'default'),
    heal: (lab) => lab.exec(NODE, 'ip', 'route', 'add', 'default', 'via', '10.0.0.1'),
    check: 'default-route',
    target: `node ${NODE}`,
    says: /10\.0\.0\.1/,
  },
  {
    name: 'a node no longer passes packets on',
    ...sysctl(NODE, 'net.ipv4.ip_forward', '0', '1'),
    check: 'ip-forwarding',
    target: `node ${NODE}`,
    says: /ip_forward/,
  },
  {
    name: 'cni0 is left over from an older CIDR',
    plant: (lab) => lab.exec(NODE, 'ip', 'address', 'add', '10.99.1.1/24', 'dev', 'cni0'),
    heal: (lab) => lab.exec(NODE, 'ip', 'address', 'del', '10.99.1.1/24', 'dev', 'cni0'),
    check: 'cni-bridge',
    target: `node ${NODE}`,
    says: /10\.99\.1\.1/,
  },
  {
    name: "a node's file was changed by hand",
    plant: (lab) =>
      lab.shell(
        NODE,
        `cp ${CONFIG}/50-netstack.yaml /run/kept && sed -i s/10.0.0.12/10.0.0.99/ ${CONFIG}/50-netstack.yaml`,
      ),
    heal: (lab) => lab.shell(NODE, `cp /run/kept ${CONFIG}/50-netstack.yaml`),
    check: 'k3s-config',
    target: `node ${NODE}`,
    says: /10\.0\.0\.99|node-ip/,
  },
  {
    name: "flannel's own note of a node's address is wrong",
    plant: (lab) => lab.kubectl('annotate', '--overwrite', 'node', NODE, `${PUBLIC_IP}=10.0.0.99`),
    heal: (lab) => lab.kubectl('annotate', '--overwrite', 'node', NODE, `${PUBLIC_IP}=10.0.0.12`),
    check: 'flannel-annotations',
    target: `node ${NODE}`,
    says: /10\.0\.0\.99/,
  },
  {
    name: "packets of the pods' bridge pass kube-proxy by",
    ...sysctl(NODE, 'net.bridge.bridge-nf-call-iptables', '0', '1'),
    check: 'bridge-netfilter',
    target: `node ${NODE}`,
    says: /bridge-nf-call-iptables/,
  },
  {
    name: 'the CNI plugin is told an MTU that the network does not have',
    plant: (lab) => lab.exec(NODE, 'sed', '-i', 's/FLANNEL_MTU=1450/FLANNEL_MTU=1500/', SUBNET_FILE),
    heal: (lab) => lab.exec(NODE, 'sed', '-i', 's/FLANNEL_MTU=1500/FLANNEL_MTU=1450/', SUBNET_FILE),
    check: 'flannel-subnet',
    target: `node ${NODE}`,
    says: /1500/,
  },
  {
    name: 'a firewall drops what the kubelet is asked',
    ...firewall(NODE, 'INPUT', '-p', 'tcp', '--dport', '10250', '-s', '10.0.0.0/24', '-j', 'DROP'),
    check: 'firewall-drops',
    target: `node ${NODE}`,
    says: /10250/,
  },
  {
    name: "a firewall keeps MetalLB's speakers from hearing each other",
    ...firewall(NODE, 'INPUT', '-p', 'tcp', '--dport', '7946', '-j', 'DROP'),
    check: 'firewall-drops',
    target: `node ${NODE}`,
    says: /7946/,
  },
  {
    name: "another machine on the LAN has a node's address",
    plant: (lab) =>
      lab.shell('router', 'ip address add 10.0.0.14/32 dev lan && ping -c 3 -i 0.4 -I 10.0.0.14 10.0.0.13'),
    async heal(lab) {
      await lab.exec('router', 'ip', 'address', 'del', '10.0.0.14/32', 'dev', 'lan');
      for (const node of ['pi1', NODE, NEIGHBOUR, 'client'])
        await lab.exec(node, 'ip', 'neigh', 'flush', 'to', '10.0.0.14');
    },
    check: 'host-owners',
    target: 'LAN',
    says: /10\.0\.0\.14/,
  },
  {
    name: 'the auto-deploy directory holds a file of a part that is gone',
    plant: (lab) => lab.shell('pi1', `echo > ${MANIFESTS}/netstack-70-gone.k8s.yaml`),
    heal: (lab) => lab.exec('pi1', 'rm', `${MANIFESTS}/netstack-70-gone.k8s.yaml`),
    check: 'deployed-manifests',
    target: 'node pi1',
    says: /netstack-70-gone/,
  },
];
