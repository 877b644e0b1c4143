import type { Fault } from './fault';
import { insertRule, runScripts } from './plant-fault';

/** Firewalls of nodes and of the LAN as k3s users report them. Planted in the lab of pikube. */
export const FIREWALL_FAULTS: readonly Fault[] = [
  {
    name: 'a chain of Docker drops forwarded packets of the pods',
    ...runScripts(
      'pi3',
      'iptables -w -N DOCKER-USER && iptables -w -A DOCKER-USER -s 10.42.0.0/16 -j DROP && iptables -w -I FORWARD -j DOCKER-USER',
      'iptables -w -D FORWARD -j DOCKER-USER && iptables -w -F DOCKER-USER && iptables -w -X DOCKER-USER',
    ),
    ...{ check: 'firewall-drops', target: 'node pi3', says: /DOCKER-USER/ },
  },
  {
    name: 'firewalld accepts only ssh',
    ...runScripts(
      'pi4',
      `nft add table inet firewalld && nft 'add chain inet firewalld filter_INPUT { type filter hook input priority 10; policy drop; }' && nft add rule inet firewalld filter_INPUT ct state established,related accept && nft add rule inet firewalld filter_INPUT iifname lo accept && nft add rule inet firewalld filter_INPUT ip protocol icmp accept && nft add rule inet firewalld filter_INPUT tcp dport 22 accept`,
      'nft delete table inet firewalld',
    ),
    ...{ check: 'firewall-drops', target: 'node pi4', says: /filter_INPUT/ },
  },
  {
    name: 'an agent rejects its own connections to the API server',
    ...insertRule('pi4', 'filter', 'OUTPUT -p tcp --dport 6443 -j REJECT --reject-with tcp-reset'),
    ...{ check: 'firewall-drops', target: 'node pi4', says: /6443/ },
  },
  {
    name: 'a firewall rejects packets from pods to the LAN',
    ...insertRule('pi3', 'filter', 'FORWARD -i cni0 -o eth0 -j REJECT'),
    ...{ check: 'firewall-drops', target: 'node pi3', says: /cni0/ },
  },
  {
    name: 'ufw drops connections of pods to their node',
    ...insertRule('pi1', 'filter', 'INPUT -s 10.42.0.0/16 -p tcp -m conntrack --ctstate NEW -j DROP'),
    ...{ check: 'firewall-drops', target: 'node pi1', says: /10\.42\.0\.0/ },
  },
  {
    name: 'a firewall drops packets from the tunnel to the pods',
    ...insertRule('pi2', 'filter', 'FORWARD -i flannel.1 -o cni0 -j DROP'),
    ...{ check: 'firewall-drops', target: 'node pi2', says: /flannel\.1/ },
  },
  {
    name: "the raw table of every node drops packets to Traefik's address",
    async plant(lab) {
      for (const node of ['pi1', 'pi2', 'pi3', 'pi4'])
        await lab.shell(node, 'iptables -w -t raw -I PREROUTING -d 10.0.0.100 -j DROP');
    },
    async heal(lab) {
      for (const node of ['pi1', 'pi2', 'pi3', 'pi4'])
        await lab.shell(node, 'iptables -w -t raw -D PREROUTING -d 10.0.0.100 -j DROP');
    },
    ...{ check: 'firewall-drops', target: 'node pi2', says: /10\.0\.0\.100/ },
  },
  {
    name: 'a node drops every ICMP packet',
    ...insertRule('pi3', 'filter', 'INPUT -p icmp -j DROP'),
    ...{ check: 'firewall-drops', target: 'node pi3', says: /icmp/ },
  },
  {
    name: 'only large packets of the tunnel are lost',
    ...insertRule('pi3', 'filter', 'INPUT -p udp --dport 8472 -m length --length 1400:65535 -j DROP'),
    ...{ check: 'overlay-ping', target: 'node pi2', says: /pi3/ },
  },
  {
    name: 'rules of a removed node-local DNS cache exempt DNS from address translation',
    ...runScripts(
      'pi2',
      'for chain in PREROUTING OUTPUT; do iptables -w -t raw -I $chain -d 10.43.0.10 -p udp --dport 53 -j NOTRACK; done',
      'for chain in PREROUTING OUTPUT; do iptables -w -t raw -D $chain -d 10.43.0.10 -p udp --dport 53 -j NOTRACK; done',
    ),
    ...{ check: 'service-rules', target: 'node pi2', says: /NOTRACK|CT/ },
  },
  {
    name: 'the access point filters the ARP replies for an address',
    ...runScripts(
      'client',
      `nft add table netdev wifi && nft 'add chain netdev wifi ingress { type filter hook ingress device eth0 priority 0; }' && nft add rule netdev wifi ingress ether type arp arp saddr ip 10.0.0.101 drop && ip neigh flush to 10.0.0.101`,
      'nft delete table netdev wifi && ip neigh flush to 10.0.0.101',
    ),
    ...{ check: 'address-owners', target: 'LAN', says: /10\.0\.0\.101/ },
  },
];
