import { decode, encode } from 'dns-packet';
import { Address, Cidr, contains } from '../../src/address';
import type { CommandOutput } from '../../src/verify';
import type { RecordedNode } from './recorded-node';

/** Rules of kube-proxy for the Services of the recorded cluster. */
export const SERVICE_RULES: Readonly<Record<4 | 6, readonly string[]>> = {
  4: natTable('/32', '10.53.0.1', '10.53.0.10'),
  6: natTable('/128', 'fd00:53::1', 'fd00:53::a'),
};

function natTable(length: string, api: string, dns: string): readonly string[] {
  return [
    ...[
      '*nat',
      ':PREROUTING ACCEPT [0:0]',
      ':OUTPUT ACCEPT [0:0]',
      ':POSTROUTING ACCEPT [0:0]',
      ':KUBE-SERVICES - [0:0]',
    ],
    '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
    `-A KUBE-SERVICES -d ${api}${length} -p tcp -m comment --comment "default/kubernetes:https cluster IP" -m tcp --dport 443 -j KUBE-SVC-NPX46M4PTMTKRN6Y`,
    `-A KUBE-SERVICES -d ${dns}${length} -p udp -m comment --comment "kube-system/kube-dns:dns cluster IP" -m udp --dport 53 -j KUBE-SVC-TCOU7JCQXEZGVUNU`,
    'COMMIT',
  ];
}

/** The Services of the recorded cluster. */
export const SERVICES = [
  service('kubernetes', 'default', ['10.53.0.1'], { port: 443, protocol: 'TCP' }),
  service('kube-dns', 'kube-system', ['10.53.0.10', 'fd00:53::a'], { port: 53, protocol: 'UDP' }),
];

function service(name: string, namespace: string, clusterIPs: readonly string[], port: object) {
  return { metadata: { name, namespace }, spec: { clusterIPs, ports: [port] } };
}

/** CoreDNS's answer to the query that bash sends: the API server's Service. */
export function answerDns(question: string): Partial<CommandOutput> {
  const bytes = Buffer.from(question.replaceAll('\\x', ''), 'hex');
  const { id, questions = [] } = decode(bytes);
  const [{ name, type } = { name: '', type: 'A' as const }] = questions;
  const data = type === 'AAAA' ? 'fd00:53::1' : '10.53.0.1';
  const answer = encode({
    ...{ type: 'response', id: id ?? 0, questions },
    answers: [{ type: type === 'AAAA' ? 'AAAA' : 'A', name, data }],
  });
  return { stdout: Buffer.from(answer).toString('hex') };
}

/** The kernel's answers to route lookups, from the recorded routes; a line each. */
export function answerLookups(
  node: RecordedNode,
  [family = '', ...lookups]: readonly string[],
): Partial<CommandOutput> {
  const routes = family === '6' ? node.route6 : node.route4;
  const lines = lookups.map((lookup) => {
    const to = Address.parse(lookup.split(' ')[0] ?? '');
    const matching = routes.filter(
      ({ dst }) => dst === 'default' || contains(Cidr.parse(withLength(String(dst))).canonical, to),
    );
    const length = ({ dst }: Record<string, unknown>) =>
      dst === 'default' ? -1 : Cidr.parse(withLength(String(dst))).prefixLength;
    const [best] = [...matching].sort((a, b) => length(b) - length(a));
    return best === undefined
      ? 'RTNETLINK answers: Network is unreachable'
      : JSON.stringify([{ ...best, dst: to.toString() }]);
  });
  return { stdout: lines.join('\n') };
}

function withLength(text: string): string {
  return text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
}
