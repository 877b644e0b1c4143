import { expect, test } from 'vitest';
import { parseCapture } from '../../../../src/report/trace/live/parse-capture';
import { parseConnections, parseInterfaces } from '../../../../src/report/trace/live/parse-facts';

/** As tcpdump 4.99 prints it with `-i any -nn -tt -S -T vxlan`. */
const TEXT = `1796067431.149774 flannel.1 Out ARP, Request who-has 10.8.0.2 tell 10.8.0.1, length 28
1796067431.149792 eth0  Out IP 10.9.0.1.55954 > 10.9.0.2.8472: VXLAN, flags [I] (0x08), vni 1
ARP, Request who-has 10.8.0.2 tell 10.8.0.1, length 28
1796067431.149841 flannel.1 In  ARP, Reply 10.8.0.2 is-at be:2f:95:79:a2:4e, length 28
1796067431.149843 flannel.1 Out IP 10.8.0.1.40000 > 10.8.0.2.80: Flags [S], seq 3262541918, win 64240, options [mss 1460,sackOK,TS val 2499782474 ecr 0,nop,wscale 10], length 0
1796067431.149846 eth0  Out IP 10.9.0.1.41117 > 10.9.0.2.8472: VXLAN, flags [I] (0x08), vni 1
IP 10.8.0.1.40000 > 10.8.0.2.80: Flags [S], seq 3262541918, win 64240, options [mss 1460,sackOK,TS val 2499782474 ecr 0,nop,wscale 10], length 0
1796067431.149864 eth0  P   IP 10.9.0.2.53779 > 10.9.0.1.8472: VXLAN, flags [I] (0x08), vni 1
IP 10.8.0.2.80 > 10.8.0.1.40000: Flags [R.], seq 0, ack 3262541919, win 0, length 0
1796067431.181124 flannel.1 Out IP6 fd08::1 > ff02::1:ff00:2: ICMP6, neighbor solicitation, who has fd08::2, length 32
1796067431.181187 flannel.1 In  IP6 fd08::2 > fd08::1: ICMP6, neighbor advertisement, tgt is fd08::2, length 32
1796067431.181191 flannel.1 Out IP6 fd08::1.40001 > fd08::2.80: Flags [SEW], seq 3015437651, win 64800, length 0
`;

test('packets have their interface, direction, ends and sequence number', () => {
  const [first, , , last] = parseCapture(TEXT).packets;
  expect(first).toEqual({
    ...{ interface: 'flannel.1', direction: 'Out', flags: 'S', sequence: 3_262_541_918 },
    ...{ source: '10.8.0.1', sourcePort: 40_000, destination: '10.8.0.2', destinationPort: 80 },
  });
  expect(last).toMatchObject({ source: 'fd08::1', destination: 'fd08::2', sourcePort: 40_001, flags: 'SEW' });
});

test('a packet inside VXLAN has the addresses of the nodes; another host’s packet counts as received', () => {
  const [, carried, reply] = parseCapture(TEXT).packets;
  const carrier = { kind: 'VXLAN', source: '10.9.0.1', destination: '10.9.0.2' };
  expect(carried).toMatchObject({ interface: 'eth0', direction: 'Out', source: '10.8.0.1', carrier });
  expect(reply).toMatchObject({ direction: 'In', flags: 'R.', acknowledged: 3_262_541_919 });
});

test('questions and answers of ARP and NDP are read, those inside of a tunnel are not', () => {
  expect(parseCapture(TEXT).neighbors.map(({ kind, address }) => `${kind} ${address}`)).toEqual([
    'question 10.8.0.2',
    'answer 10.8.0.2',
    'question fd08::2',
    'answer fd08::2',
  ]);
});

test('other output is left out', () => {
  expect(parseCapture('tcpdump: listening\n\nIP nonsense\n')).toEqual({ packets: [], neighbors: [] });
});

test('conntrack lists the ends before and after translation', () => {
  const text =
    'tcp      6 117 TIME_WAIT src=10.0.0.11 dst=10.43.0.9 sport=21000 dport=80 src=10.42.2.3 dst=10.42.0.0 sport=8000 dport=33333 [ASSURED] mark=0 use=1\n';
  expect(parseConnections(text)).toEqual([
    {
      ...{ source: '10.0.0.11', sourcePort: 21_000, destination: '10.43.0.9' },
      ...{
        newSource: '10.42.0.0',
        newSourcePort: 33_333,
        newDestination: '10.42.2.3',
        newDestinationPort: 8000,
      },
    },
  ]);
});

test('interfaces have MTU, state and addresses', () => {
  const text = JSON.stringify([
    { ifname: 'eth0', mtu: 1500, flags: ['UP'], addr_info: [{ local: '10.0.0.11' }, { local: 'fe80::1' }] },
    { ifname: 'flannel.1', mtu: 1450, flags: [] },
  ]);
  expect(parseInterfaces(text)).toEqual([
    { name: 'eth0', mtu: 1500, isUp: true, addresses: ['10.0.0.11', 'fe80::1'] },
    { name: 'flannel.1', mtu: 1450, isUp: false, addresses: [] },
  ]);
});
