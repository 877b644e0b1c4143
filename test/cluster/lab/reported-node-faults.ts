import type { Fault } from './fault';

/** Where a node keeps the CNI plugin's configuration. */
const CNI = '/var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist';

/** Saves the nat table, runs a script, and restores the table. */
function natTable(node: string, script: string): Pick<Fault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.shell(node, `iptables-save -t nat > /run/nat && ${script}`),
    heal: (lab) => lab.shell(node, 'iptables-restore -T nat < /run/nat'),
  };
}

function script(node: string, plant: string, heal: string): Pick<Fault, 'plant' | 'heal'> {
  return { plant: (lab) => lab.shell(node, plant), heal: (lab) => lab.shell(node, heal) };
}

/** Faults of nodes that k3s users report, each with the check that names the cause. Planted in the lab of pikube. */
export const REPORTED_NODE_FAULTS: readonly Fault[] = [
  {
    name: 'a node has no CNI configuration',
    ...script('pi3', `mv ${CNI} /run/kept`, `mv /run/kept ${CNI}`),
    check: 'node-ready',
    target: 'node pi3',
    says: /NetworkPluginNotReady|cni plugin not initialized/,
  },
  {
    name: 'a node has a taint that the profile lacks',
    plant: (lab) => lab.kubectl('taint', 'node', 'pi3', 'dedicated=x:NoSchedule'),
    heal: (lab) => lab.kubectl('taint', 'node', 'pi3', 'dedicated-'),
    check: 'node-labels',
    target: 'node pi3',
    says: /dedicated=x:NoSchedule/,
  },
  {
    name: 'a label excludes a node from load balancers',
    plant: (lab) =>
      lab.kubectl('label', 'node', 'pi2', 'node.kubernetes.io/exclude-from-external-load-balancers=true'),
    heal: (lab) =>
      lab.kubectl('label', 'node', 'pi2', 'node.kubernetes.io/exclude-from-external-load-balancers-'),
    check: 'node-labels',
    target: 'node pi2',
    says: /exclude-from-external-load-balancers=true/,
  },
  {
    name: 'a node is cordoned',
    plant: (lab) => lab.kubectl('cordon', 'pi4'),
    heal: (lab) => lab.kubectl('uncordon', 'pi4'),
    check: 'node-ready',
    target: 'node pi4',
    says: /cordoned/,
  },
  {
    name: 'a firewall manager flushes the nat table of a node',
    ...natTable('pi3', 'iptables -t nat -F'),
    check: 'service-rules',
    target: 'node pi3',
    says: /kube-system\/kube-dns/,
  },
  {
    name: 'nothing calls the rules of kube-proxy',
    ...natTable(
      'pi4',
      'iptables -t nat -D OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    ),
    check: 'service-rules',
    target: 'node pi4',
    says: /OUTPUT of the nat table/,
  },
  {
    name: 'a policy rule of a VPN precedes the main table',
    ...script(
      'pi2',
      'ip route add default via 10.0.0.1 table 52 && ip rule add pref 100 to 10.42.0.0/16 lookup 52',
      'ip rule del pref 100 && ip route flush table 52',
    ),
    check: 'route-lookup',
    target: 'node pi2',
    says: /lookup 52/,
  },
  {
    name: 'a VPN adds two half-default routes',
    ...script(
      'pi2',
      'ip route add 0.0.0.0/1 via 10.0.0.13 && ip route add 128.0.0.0/1 via 10.0.0.13',
      'ip route del 0.0.0.0/1 && ip route del 128.0.0.0/1',
    ),
    check: 'route-lookup',
    target: 'node pi2',
    says: /via 10\.0\.0\.13/,
  },
  {
    name: "a bridge has a network inside another node's pod CIDR",
    async plant(lab) {
      const cidr = await lab.kubectl('get', 'node', 'pi3', '-o', 'jsonpath={.spec.podCIDR}');
      const network = cidr.replace(/\d+\/24$/, '65/28');
      await lab.shell(
        'pi2',
        `ip link add br-x type bridge && ip link set br-x up && ip address add ${network} dev br-x`,
      );
    },
    heal: (lab) => lab.exec('pi2', 'ip', 'link', 'delete', 'br-x'),
    check: 'route-lookup',
    target: 'node pi2',
    says: /br-x/,
  },
  {
    name: 'a firewall drops forwarded packets from the LAN to pods',
    ...script(
      'pi4',
      'iptables -I FORWARD -i eth0 -o cni0 -j DROP',
      'iptables -D FORWARD -i eth0 -o cni0 -j DROP',
    ),
    check: 'firewall-drops',
    target: 'node pi4',
    says: /from the LAN to its pods/,
  },
  {
    name: 'two nodes have the same MAC address',
    async plant(lab) {
      const mac = await lab.shell('pi2', 'cat /sys/class/net/eth0/address');
      await lab.shell(
        'pi3',
        `cat /sys/class/net/eth0/address > /run/mac && ip link set eth0 address ${mac.trim()}`,
      );
    },
    heal: (lab) => lab.shell('pi3', 'ip link set eth0 address $(cat /run/mac)'),
    check: 'duplicate-identities',
    target: 'cluster',
    says: /MAC address of the LAN interface/,
  },
  {
    name: 'an interface of a node has the address of a Service',
    ...script('pi3', 'ip address add 10.0.0.101/32 dev eth0', 'ip address del 10.0.0.101/32 dev eth0'),
    check: 'pool-addresses',
    target: 'node pi3',
    says: /Service samples\/echo/,
  },
];
