import type { RunningLab } from './running-lab';

/** Something that breaks the way of a packet, and the hop that has to be named. */
export interface TraceFault {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  plant(lab: RunningLab): Promise<unknown>;
  /** @default - the lab is removed with the fault in it */
  heal?(lab: RunningLab): Promise<unknown>;
  /** `node pi2 routing`. */
  readonly hop: string;
  /** A check that `trace` has to name. */
  readonly check: string;
  /** A word of the firewall's rule that it has to name. */
  readonly rule?: string;
}

function firewall(
  node: string,
  chain: string,
  ...rule: readonly string[]
): Pick<TraceFault, 'plant' | 'heal'> {
  return {
    plant: (lab) => lab.exec(node, 'iptables', '-w', '-I', chain, ...rule),
    heal: (lab) => lab.exec(node, 'iptables', '-w', '-D', chain, ...rule),
  };
}

const ACROSS = { from: 'pod@pi1', to: 'pod@pi2' };

/** Faults in the lab of pikube, each between other hops. Those that nothing heals are last. */
export const TRACE_FAULTS: readonly TraceFault[] = [
  {
    name: "the receiving node's firewall drops what it forwards",
    ...ACROSS,
    ...firewall('pi2', 'FORWARD', '-i', 'flannel.1', '-j', 'DROP'),
    hop: 'node pi2 routing',
    check: 'firewall-drops',
    rule: '-i flannel.1',
  },
  {
    name: "the route to another node's pods is gone",
    ...ACROSS,
    async plant(lab) {
      const share = await lab.kubectl('get', 'node', 'pi2', '-o', 'jsonpath={.spec.podCIDR}');
      await lab.shell(
        'pi1',
        `ip -4 route show ${share} > /run/removed && ip route del ${share} dev flannel.1`,
      );
    },
    heal: (lab) => lab.shell('pi1', 'ip route add $(cat /run/removed)'),
    hop: 'node pi1 routing',
    check: 'flannel-routes',
  },
  {
    name: 'a firewall drops the overlay on its way into a node',
    ...ACROSS,
    ...firewall('pi2', 'INPUT', '-p', 'udp', '--dport', '8472', '-j', 'DROP'),
    hop: 'node pi2 flannel.1',
    check: 'firewall-drops',
    rule: '--dport 8472',
  },
  {
    name: 'a firewall drops the overlay on its way out of a node',
    ...ACROSS,
    ...firewall('pi1', 'OUTPUT', '-p', 'udp', '--dport', '8472', '-j', 'DROP'),
    hop: 'node pi1 eth0',
    check: 'lan-address',
    rule: '--dport 8472',
  },
  {
    name: "a node's overlay has a smaller MTU",
    ...ACROSS,
    plant: (lab) => lab.exec('pi2', 'ip', 'link', 'set', 'flannel.1', 'mtu', '1300'),
    heal: (lab) => lab.exec('pi2', 'ip', 'link', 'set', 'flannel.1', 'mtu', '1450'),
    hop: 'node pi2 flannel.1',
    check: 'flannel-device',
  },
  {
    name: "a node's cable is unplugged",
    ...ACROSS,
    plant: (lab) => lab.exec('router', 'ip', 'link', 'set', 'to-pi2', 'down'),
    heal: (lab) => lab.exec('router', 'ip', 'link', 'set', 'to-pi2', 'up'),
    hop: 'LAN wire',
    check: 'lan-ping',
  },
  {
    name: 'a node does not forward packets',
    ...{ from: 'pod@pi3', to: 'pi4' },
    plant: (lab) => lab.exec('pi3', 'sysctl', '-qw', 'net.ipv4.ip_forward=0'),
    heal: (lab) => lab.exec('pi3', 'sysctl', '-qw', 'net.ipv4.ip_forward=1'),
    hop: 'node pi3 masquerade',
    check: 'ip-forwarding',
  },
  {
    name: "a node's firewall drops connections to the kubelet",
    ...{ from: 'client', to: 'pi3' },
    ...firewall('pi3', 'INPUT', '-p', 'tcp', '--dport', '10250', '-j', 'DROP'),
    hop: 'node pi3 input',
    check: 'firewall-drops',
    rule: '--dport 10250',
  },
  {
    name: 'no node announces the LoadBalancer address',
    ...{ from: 'client', to: '10.0.0.100' },
    async plant(lab) {
      await lab.kubectl('-n', 'metallb-system', 'delete', 'l2advertisements', '--all');
      await lab.shell('client', 'for i in $(seq 20); do arping -c 1 -w 1 -I eth0 10.0.0.100 || break; done');
      await lab.exec('client', 'ip', 'neigh', 'flush', 'to', '10.0.0.100');
    },
    hop: 'LAN wire',
    check: 'address-owners',
  },
  {
    name: "the rules of kube-proxy are lost on the sender's node",
    ...{ from: 'pod@pi3', to: 'traefik' },
    plant: (lab) => lab.exec('pi3', 'iptables', '-w', '-t', 'nat', '-F'),
    hop: 'node pi3 kube-proxy',
    check: 'service-addresses',
  },
  {
    name: "the receiving node's overlay is down",
    ...{ from: 'pod@pi1', to: 'pod@pi4' },
    plant: (lab) => lab.exec('pi4', 'ip', 'link', 'set', 'flannel.1', 'down'),
    hop: 'node pi4 flannel.1',
    check: 'flannel-device',
  },
  {
    name: "the sending node's overlay is down",
    ...{ from: 'pod@pi2', to: 'pod@pi1' },
    plant: (lab) => lab.exec('pi2', 'ip', 'link', 'set', 'flannel.1', 'down'),
    hop: 'node pi2 routing',
    check: 'flannel-routes',
  },
];
