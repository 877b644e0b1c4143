import type { Fault } from './fault';
import type { RunningLab } from './running-lab';
import { addByIp, runScripts } from './plant-fault';

/** Saves routes, replaces one, and restores it. */
function replaceRoute(node: string, route: string, wrong: string): Pick<Fault, 'plant' | 'heal'> {
  return runScripts(
    node,
    `ip route show ${route} > /run/route && ip route replace ${wrong}`,
    'ip route replace $(cat /run/route)',
  );
}

/** Deletes a rule of iptables, and appends it again. */
function deleteRule(node: string, rule: string): Pick<Fault, 'plant' | 'heal'> {
  return runScripts(node, `iptables -w -t nat -D ${rule}`, `iptables -w -t nat -I ${rule}`);
}

function podCidr(lab: RunningLab, node: string): Promise<string> {
  return lab.kubectl('get', 'node', node, '-o', 'jsonpath={.spec.podCIDR}');
}

/** Routes, interfaces and neighbours of nodes as k3s users report them. Planted in the lab of pikube. */
export const ROUTING_FAULTS: readonly Fault[] = [
  {
    name: 'wg-quick sends the default route into a VPN',
    ...runScripts(
      'pi2',
      '(ip link add wg0 type dummy || ip link add wg0 type bridge) 2>/dev/null && ip link set wg0 up && ip route add default dev wg0 table 51820 && ip rule add not fwmark 51820 table 51820 && ip rule add table main suppress_prefixlength 0',
      'ip rule del table main suppress_prefixlength 0; ip rule del not fwmark 51820 table 51820; ip link del wg0',
    ),
    ...{ check: 'route-lookup', target: 'node pi2', says: /wg0/ },
  },
  {
    name: "a blackhole route covers part of another node's pods",
    async plant(lab) {
      const cidr = (await podCidr(lab, 'pi3')).replace('/24', '/25');
      await lab.exec('pi2', 'ip', 'route', 'add', 'blackhole', cidr);
    },
    async heal(lab) {
      const cidr = (await podCidr(lab, 'pi3')).replace('/24', '/25');
      await lab.exec('pi2', 'ip', 'route', 'del', 'blackhole', cidr);
    },
    ...{ check: 'route-lookup', target: 'node pi2', says: /blackhole|Invalid argument|unreachable/i },
  },
  {
    name: 'a host route leads to another node by the router',
    ...addByIp('pi2', 'route 10.0.0.13/32 via 10.0.0.1'),
    ...{ check: 'route-lookup', target: 'node pi2', says: /10\.0\.0\.13.*via 10\.0\.0\.1/s },
  },
  {
    name: 'a bridge of virtual machines has half of the LAN as its network',
    ...runScripts(
      'pi3',
      'ip link add virbr0 type bridge && ip link set virbr0 up && ip address add 10.0.0.65/25 dev virbr0',
      'ip link del virbr0',
    ),
    ...{ check: 'route-lookup', target: 'node pi3', says: /virbr0/ },
  },
  {
    name: 'the default route leads to another router',
    ...replaceRoute('pi2', 'default', 'default via 10.0.0.13'),
    ...{ check: 'default-route', target: 'node pi2', says: /10\.0\.0\.13/ },
  },
  {
    name: "a policy rule selects the node's own address as the source",
    ...addByIp('pi3', 'route default via 10.0.0.14 table 77', 'rule pref 90 from 10.0.0.13 lookup 77'),
    ...{ check: 'route-lookup', target: 'node pi3', says: /10\.0\.0\.14/ },
  },
  {
    name: 'a policy rule selects packets that come from the pods',
    ...addByIp('pi3', 'route default via 10.0.0.14 table 78', 'rule pref 91 iif cni0 lookup 78'),
    ...{ check: 'route-lookup', target: 'node pi3', says: /10\.0\.0\.14/ },
  },
  {
    name: "a route to another node's pods has the gateway of a third node",
    async plant(lab) {
      const [right, wrong] = [await podCidr(lab, 'pi3'), await podCidr(lab, 'pi4')];
      const via = wrong.replace('/24', '');
      await lab.exec('pi2', 'ip', 'route', 'replace', right, 'via', via, 'dev', 'flannel.1', 'onlink');
    },
    async heal(lab) {
      const cidr = await podCidr(lab, 'pi3');
      const via = cidr.replace('/24', '');
      await lab.exec('pi2', 'ip', 'route', 'replace', cidr, 'via', via, 'dev', 'flannel.1', 'onlink');
    },
    ...{ check: 'flannel-routes', target: 'node pi2', says: /pi3/ },
  },
  {
    name: "the neighbour entry of another node's tunnel has a wrong MAC address",
    async plant(lab) {
      const vtep = (await podCidr(lab, 'pi3')).replace('/24', '');
      await lab.shell(
        'pi2',
        `ip neigh show ${vtep} dev flannel.1 | cut -d' ' -f3 > /run/vtep && ip neigh replace ${vtep} lladdr 02:00:00:00:00:99 dev flannel.1 nud permanent`,
      );
    },
    async heal(lab) {
      const vtep = (await podCidr(lab, 'pi3')).replace('/24', '');
      const entry = `${vtep} lladdr $(cat /run/vtep) dev flannel.1 nud permanent`;
      await lab.shell('pi2', `ip neigh replace ${entry}`);
    },
    ...{ check: 'flannel-forwarding', target: 'node pi2', says: /02:00:00:00:00:99/ },
  },
  {
    name: 'a static neighbour entry names the replaced network card of another node',
    ...runScripts(
      'pi2',
      'ip neigh replace 10.0.0.14 lladdr 02:00:00:00:00:99 dev eth0 nud permanent',
      'ip neigh del 10.0.0.14 dev eth0',
    ),
    ...{ check: 'lan-neighbours', target: 'node pi2', says: /02:00:00:00:00:99/ },
  },
  {
    name: 'forwarding is off on the interface of the tunnel only',
    ...runScripts(
      'pi3',
      'echo 0 > /proc/sys/net/ipv4/conf/flannel.1/forwarding',
      'echo 1 > /proc/sys/net/ipv4/conf/flannel.1/forwarding',
    ),
    ...{ check: 'ip-forwarding', target: 'node pi3', says: /flannel\.1/ },
  },
  {
    name: 'the network cable of a node is unplugged',
    ...runScripts(
      'pi4',
      'ip link set eth0 down',
      'ip link set eth0 up && ip route replace default via 10.0.0.1 && ip neigh flush dev eth0',
    ),
    ...{ check: 'lan-address', target: 'node pi4', says: /down/i },
  },
  {
    name: 'the bridge of the pods is down',
    ...runScripts('pi3', 'ip link set cni0 down', 'ip link set cni0 up'),
    ...{ check: 'cni-bridge', target: 'node pi3', says: /down/i },
  },
  {
    name: "two nodes have one MAC address in flannel's tunnel",
    async plant(lab) {
      const mac = await lab.shell('pi3', 'cat /sys/class/net/flannel.1/address');
      await lab.shell(
        'pi2',
        `ip neigh show dev flannel.1 nud permanent > /run/vtep-neigh; cat /sys/class/net/flannel.1/address > /run/vtep-mac && ip link set flannel.1 address ${mac.trim()}`,
      );
    },
    // The kernel deletes the neighbour entries of an interface whose MAC address changes.
    heal: (lab) =>
      lab.shell(
        'pi2',
        'ip link set flannel.1 address $(cat /run/vtep-mac) && while read -r to _ mac _; do ip neigh replace $to lladdr $mac dev flannel.1 nud permanent; done < /run/vtep-neigh',
      ),
    ...{ check: 'duplicate-identities', target: 'cluster', says: /flannel/ },
  },
  {
    name: 'an interface of a node has the address of another node',
    ...runScripts(
      'pi2',
      '(ip link add dummy0 type dummy || ip link add dummy0 type bridge) 2>/dev/null && ip link set dummy0 up && ip address add 10.0.0.13/32 dev dummy0',
      'ip link del dummy0',
    ),
    ...{ check: 'duplicate-identities', target: 'cluster', says: /10\.0\.0\.13/ },
  },
  {
    name: "another machine on the LAN has the gateway's address",
    ...runScripts(
      'router',
      'ip netns add rival && ip link add rival type veth peer name eth0 netns rival && ip link set rival master lan up && ip -n rival address add 10.0.0.1/24 dev eth0 && ip -n rival link set eth0 up',
      'ip link del rival; ip netns del rival',
    ),
    ...{ check: 'host-owners', target: 'LAN', says: /10\.0\.0\.1, the gateway/ },
  },
  {
    name: 'an old interface of kube-proxy in ipvs mode has the address of a Service',
    ...runScripts(
      'pi2',
      '(ip link add kube-ipvs0 type dummy || ip link add kube-ipvs0 type bridge) 2>/dev/null && ip address add 10.0.0.100/32 dev kube-ipvs0',
      'ip link del kube-ipvs0',
    ),
    ...{ check: 'pool-addresses', target: 'node pi2', says: /kube-ipvs0/ },
  },
  {
    name: 'the interface of a removed node-local DNS cache has the address of kube-dns',
    ...runScripts(
      'pi3',
      '(ip link add nodelocaldns type dummy || ip link add nodelocaldns type bridge) 2>/dev/null && ip address add 10.43.0.10/32 dev nodelocaldns',
      'ip link del nodelocaldns',
    ),
    ...{ check: 'route-lookup', target: 'node pi3', says: /nodelocaldns/ },
  },
  {
    name: "nothing calls kube-proxy's rules for packets from pods and the LAN",
    ...deleteRule('pi4', 'PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES'),
    ...{ check: 'service-rules', target: 'node pi4', says: /PREROUTING/ },
  },
  {
    name: "nothing calls kube-proxy's rules that replace the source",
    ...deleteRule(
      'pi2',
      'POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
    ),
    ...{ check: 'service-rules', target: 'node pi2', says: /POSTROUTING/ },
  },
];
