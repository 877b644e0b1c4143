import type { BareMachines } from './bare-machines';

/** A fault of machines that k3s is not yet installed on. */
export interface InstallFault {
  /** `(recorded)`: namespaces share the state with this machine, so the reading is changed. */
  readonly name: string;
  plant(machines: BareMachines): Promise<unknown>;
  heal(machines: BareMachines): Promise<unknown>;
  readonly check: string;
  readonly says: RegExp;
}

function script(name: string, plant: string, heal: string): Pick<InstallFault, 'plant' | 'heal'> {
  return {
    plant: (machines) => machines.inside(name, plant),
    heal: (machines) => machines.inside(name, heal),
  };
}

function changeReading(
  name: string,
  command: string,
  stdout: string,
  status = 0,
): Pick<InstallFault, 'plant' | 'heal'> {
  return {
    plant: (machines) => Promise.resolve(machines.record(name, command, { stdout, status })),
    heal: (machines) => Promise.resolve(machines.record(name, command)),
  };
}

function address(text: string): Pick<InstallFault, 'plant' | 'heal'> {
  return script('rogue', `ip address add ${text}/32 dev eth0`, `ip address del ${text}/32 dev eth0`);
}

function firewall(name: string, rule: string): Pick<InstallFault, 'plant' | 'heal'> {
  return script(name, `iptables -w -I ${rule}`, `iptables -w -D ${rule}`);
}

/** A process of perl that keeps a port. */
function listener(name: string, protocol: 'tcp' | 'udp', port: number): Pick<InstallFault, 'plant' | 'heal'> {
  const type = protocol === 'tcp' ? 'SOCK_STREAM, 6' : 'SOCK_DGRAM, 17';
  const listen = protocol === 'tcp' ? 'listen($s, 1);' : '';
  const program = `use Socket; $| = 1; socket(my $s, PF_INET, ${type}); bind($s, sockaddr_in(${port}, INADDR_ANY)) or die $!; ${listen} print "up\\n"; sleep 600;`;
  return {
    plant: (machines) => machines.start(name, 'perl', '-e', program),
    heal: (machines) => Promise.resolve(machines.endProcesses()),
  };
}

/** A DHCP server that offers one address. */
function dhcpServer(offered: string): Pick<InstallFault, 'plant' | 'heal'> {
  const program = String.raw`use Socket; $| = 1;
socket(my $s, PF_INET, SOCK_DGRAM, 17); setsockopt($s, SOL_SOCKET, SO_BROADCAST, 1); setsockopt($s, SOL_SOCKET, 25, "eth0\0");
bind($s, sockaddr_in(67, INADDR_ANY)) or die $!; print "up\n";
my $m; while (defined recv($s, $m, 1500, 0)) { next if length($m) < 240; substr($m, 0, 1) = "\x02"; substr($m, 16, 4) = inet_aton("${offered}");
  send($s, substr($m, 0, 240) . pack("C4", 53, 1, 2, 255), 0, sockaddr_in(68, INADDR_BROADCAST)); }`;
  return {
    plant: (machines) => machines.start('rogue', 'perl', '-e', program),
    heal: (machines) => Promise.resolve(machines.endProcesses()),
  };
}

const LISTENER = /perl listens on/;

/** Planted on bare namespaces, one after the other. */
export const INSTALL_FAULTS: readonly InstallFault[] = [
  {
    name: "another machine has a node's address",
    ...address('10.9.0.12'),
    check: 'address-conflicts',
    says: /10\.9\.0\.12/,
  },
  {
    name: 'another machine has an address of the pool',
    ...address('10.9.0.103'),
    check: 'pool-answers',
    says: /10\.9\.0\.103/,
  },
  {
    name: 'a node has an address of the pool',
    ...script('two', 'ip address add 10.9.0.104/24 dev eth0', 'ip address del 10.9.0.104/24 dev eth0'),
    check: 'pool-answers',
    says: /10\.9\.0\.104/,
  },
  {
    name: 'a DHCP server offers an address of the pool',
    ...dhcpServer('10.9.0.105'),
    check: 'dhcp-offers',
    says: /in the pool lan/,
  },
  {
    name: "a DHCP server offers a node's address",
    ...dhcpServer('10.9.0.13'),
    check: 'dhcp-offers',
    says: /the address of three/,
  },
  {
    name: 'a network card has a smaller MTU than the LAN',
    ...script('two', 'ip link set eth0 mtu 1400', 'ip link set eth0 mtu 1500'),
    check: 'lan-address',
    says: /MTU 1400/,
  },
  {
    name: 'a switch port drops large packets',
    ...script('switch', 'ip link set two mtu 1400', 'ip link set two mtu 1500; ip link set lan mtu 1500'),
    check: 'lan-ping',
    says: /two/,
  },
  {
    name: "a process listens on the API server's port",
    ...listener('one', 'tcp', 6443),
    check: 'busy-ports',
    says: LISTENER,
  },
  {
    name: "a process listens on the kubelet's port",
    ...listener('two', 'tcp', 10250),
    check: 'busy-ports',
    says: LISTENER,
  },
  {
    name: "a process listens on flannel's port",
    ...listener('three', 'udp', 8472),
    check: 'busy-ports',
    says: LISTENER,
  },
  {
    name: 'a process listens on the memberlist port',
    ...listener('two', 'tcp', 7946),
    check: 'busy-ports',
    says: LISTENER,
  },
  {
    name: "a firewall drops flannel's packets",
    ...firewall('two', 'INPUT -p udp --dport 8472 -j DROP'),
    check: 'firewall-drops',
    says: /8472/,
  },
  {
    name: "a firewall drops the API server's packets",
    ...firewall('one', 'INPUT -p tcp --dport 6443 -j DROP'),
    check: 'firewall-drops',
    says: /6443/,
  },
  {
    name: 'there is no default route',
    ...script('three', 'ip route del default', 'ip route add default via 10.9.0.1'),
    check: 'default-route',
    says: /none/,
  },
  {
    name: 'the default route leads to another machine',
    ...script('three', 'ip route replace default via 10.9.0.12', 'ip route replace default via 10.9.0.1'),
    check: 'default-route',
    says: /10\.9\.0\.12/,
  },
  {
    name: "the interface lacks the node's address",
    ...script(
      'two',
      'ip address del 10.9.0.12/24 dev eth0',
      'ip address add 10.9.0.12/24 dev eth0; ip route add default via 10.9.0.1',
    ),
    check: 'lan-address',
    says: /on no interface/,
  },
  {
    name: 'the interface has another name',
    ...script(
      'two',
      'ip link set eth0 down; ip link set eth0 name lan0; ip link set lan0 up',
      'ip link set lan0 down; ip link set lan0 name eth0; ip link set eth0 up; ip route add default via 10.9.0.1',
    ),
    check: 'lan-address',
    says: /lan0/,
  },
  {
    name: 'two machines have the same MAC address',
    plant: async (machines) => {
      const mac = (await machines.inside('two', 'cat /sys/class/net/eth0/address')).trim();
      return machines.inside(
        'three',
        `cat /sys/class/net/eth0/address > /tmp/nspre-mac; ip link set eth0 address ${mac}`,
      );
    },
    heal: (machines) =>
      machines.inside('three', 'ip link set eth0 address $(cat /tmp/nspre-mac); rm /tmp/nspre-mac'),
    check: 'machine-clones',
    says: /MAC address/,
  },
  {
    name: 'the reverse path filter is strict, and replies leave by another interface',
    ...script(
      'one',
      'sysctl -qw net.ipv4.conf.eth0.rp_filter=1; ip link add wan type veth peer name wan2; ip link set wan up; ip link set wan2 up; ip address add 10.8.0.2/24 dev wan; ip route replace default via 10.8.0.1',
      'sysctl -qw net.ipv4.conf.eth0.rp_filter=0; ip link del wan; ip route add default via 10.9.0.1',
    ),
    check: 'reverse-path-filter',
    says: /strict/,
  },
  {
    name: 'the host name is not that of the profile (recorded)',
    ...changeReading('two', 'cat /proc/sys/kernel/hostname', 'raspberrypi\n'),
    check: 'host-names',
    says: /raspberrypi/,
  },
  {
    name: 'two machines have the same machine ID (recorded)',
    ...changeReading('three', 'cat /etc/machine-id', `${'two'.padEnd(32, '0')}\n`),
    check: 'machine-clones',
    says: /machine ID/,
  },
  {
    name: 'a clock is an hour behind (recorded)',
    ...changeReading('two', 'date +%s', '1789996400\n'),
    check: 'clock-skew',
    says: /3600 s behind/,
  },
  {
    name: 'the only name server is a loopback address (recorded)',
    ...changeReading('one', 'cat /etc/resolv.conf', 'nameserver 127.0.0.1\n'),
    check: 'name-servers',
    says: /loops/,
  },
  {
    name: 'the name server is an address of the cluster (recorded)',
    ...changeReading('one', 'cat /etc/resolv.conf', 'nameserver 10.43.0.10\n'),
    check: 'name-servers',
    says: /10\.43\.0\.10, which loops/,
  },
  {
    name: 'there is no name server (recorded)',
    ...changeReading('one', 'cat /etc/resolv.conf', 'search lan\n'),
    check: 'name-servers',
    says: /no name server/,
  },
  {
    name: 'a machine has swap on its SD card (recorded)',
    ...changeReading('three', 'cat /proc/swaps', 'Filename Type\n/var/swap file 1 0 -2\n'),
    check: 'swap-off',
    says: /\/var\/swap/,
  },
  {
    name: 'the memory controller is disabled (recorded)',
    ...changeReading('two', 'cat /sys/fs/cgroup/cgroup.controllers', 'cpuset cpu io pids\n'),
    check: 'cgroup-controllers',
    says: /without memory/,
  },
  {
    name: 'the disk is almost full (recorded)',
    ...changeReading(
      'one',
      'df',
      '/dev/root 30000000 28000000 900000 97% /\n/dev/root 1900000 100000 1800000 6% /\n',
    ),
    check: 'disk-space',
    says: /3 %/,
  },
];
