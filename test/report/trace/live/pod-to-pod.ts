import type { ConnectionRecording } from './recording';

const SYN =
  'IP 10.42.0.8.21000 > 10.42.1.5.80: Flags [S], seq 3262541918, win 64860, options [mss 1410,sackOK,TS val 1 ecr 0,nop,wscale 7], length 0';
const ANSWER = 'IP 10.42.1.5.80 > 10.42.0.8.21000: Flags [S.], seq 77, ack 3262541919, win 64308, length 0';

const TUNNEL = 'IP 10.0.0.11.41117 > 10.0.0.12.8472: VXLAN, flags [I] (0x08), vni 1';

const at = (...lines: readonly string[]) =>
  lines.map((line, index) => `1796067431.${100 + index} ${line}\n`).join('');

const link = (ifname: string, mtu: number, local: string) => ({
  ifname,
  mtu,
  flags: ['UP'],
  addr_info: [{ local }],
});

const node = (number: number) =>
  JSON.stringify([
    link('eth0', 1500, `10.0.0.1${number}`),
    link('flannel.1', 1450, `10.42.${number - 1}.0`),
    link('cni0', 1450, `10.42.${number - 1}.1`),
  ]);

/** From a pod on pi1 to one on pi2, as tcpdump prints it in a lab of pikube. */
export const POD_TO_POD: ConnectionRecording = {
  from: { place: 'pod 10.42.0.8', port: 21_000 },
  to: { address: '10.42.1.5', port: 80 },
  captures: {
    'pod 10.42.0.8': at(`eth0  Out ${SYN}`, `eth0  In  ${ANSWER}`),
    'node pi1': at(
      `veth12 P   ${SYN}`,
      `cni0  In  ${SYN}`,
      `flannel.1 Out ${SYN}`,
      `eth0  Out ${TUNNEL}\n${SYN}`,
    ),
    LAN: at(`to-pi1 P   ${TUNNEL}\n${SYN}`, `to-pi2 Out ${TUNNEL}\n${SYN}`),
    'node pi2': at(
      `eth0  In  ${TUNNEL}\n${SYN}`,
      `flannel.1 In  ${SYN}`,
      `cni0  Out ${SYN}`,
      `veth34 Out ${SYN}`,
      `cni0  In  ${ANSWER}`,
    ),
    'pod 10.42.1.5': at(`eth0  In  ${SYN}`, `eth0  Out ${ANSWER}`),
  },
  interfaces: { 'node pi1': node(1), 'node pi2': node(2) },
};
