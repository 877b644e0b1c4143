import { decode } from 'dns-packet';
import { expect, test } from 'vitest';
import { expectations } from '../../src/verify/checks/cluster/expectations';
import type { CommandOutput, Host } from '../../src/verify';
import { runChecks, UnreachableError } from '../../src/verify';
import { planOf } from '../plan-of';

const PROFILE = `
k3sVersion: v1.37.1+k3s1
lan: { cidr: 10.0.0.0/24 }
nodes:
  - { name: one, role: server, nodeIp: 10.0.0.11 }
  - { name: two, role: agent, nodeIp: 10.0.0.12 }
`;

const POD = {
  metadata: { name: 'shop-1', namespace: 'web', labels: { app: 'shop' } },
  spec: { nodeName: 'two' },
  status: { phase: 'Running', podIP: '10.42.1.7' },
};

/** `ip -all netns exec ip -j address` of the node two. */
const NAMESPACES = 'netns: cni-1\n[{"addr_info":[{"local":"10.42.1.7"}]}]\n';

type Answer = Partial<CommandOutput>;

/** The address of `nas.lan` in the form in which od prints CoreDNS's answer. */
function answerDns(argv: readonly string[]): Answer {
  const bytes = Buffer.from((argv.at(-2) ?? '').replaceAll('\\x', ''), 'hex');
  const [question] = decode(bytes).questions ?? [];
  const isKnown = question?.name === 'nas.lan' && question.type === 'A';
  const header = `${bytes.subarray(0, 2).toString('hex')}8180${'0001'}${isKnown ? '0001' : '0000'}00000000`;
  const record = isKnown ? 'c00c000100010000003c00040a000014' : '';
  return { stdout: `${header}${bytes.subarray(12).toString('hex')}${record}` };
}

/** What each host prints, by how its command line begins. */
function hostOf(name: string, answers: readonly (readonly [string, Answer])[]): Host {
  return {
    name,
    run: (argv) => {
      const line = argv.join(' ');
      const found = answers.find(([start]) => line.startsWith(start));
      const answer = found?.[1] ?? (line.includes('/dev/udp/$1/53') ? answerDns(argv) : { status: 127 });
      return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
    },
  };
}

const INSIDE = 'ip netns exec cni-1 ';

/** The findings of one expectation, as `outcome subject | found | planned`. */
async function meet(
  text: string,
  answers: readonly (readonly [string, Answer])[],
  pods: readonly unknown[] = [POD],
): Promise<readonly string[]> {
  const plan = planOf(`${PROFILE}expect: [${text}]\n`);
  const findings = await runChecks([expectations], {
    ...{ plan, nodeFiles: new Map(), probe: false },
    cluster: {
      get: <T>(path: string) =>
        Promise.resolve((path === '/api/v1/pods' ? { items: pods } : undefined) as T | undefined),
      getText: () => Promise.resolve(undefined),
    },
    node: (name) => hostOf(name, [['ip -all netns', { stdout: NAMESPACES }], ...answers]),
    get lan(): Host {
      throw new UnreachableError('there is no LAN client', 'run verify on one');
    },
  });
  return findings.map((finding) =>
    finding.outcome === 'skipped'
      ? `skipped ${finding.subject} | ${finding.reason}`
      : `${finding.outcome} ${finding.subject} | ${finding.found} | ${finding.planned}`,
  );
}

const OPEN = ['curl', { stdout: '0.01' }] as const;
const REFUSED = ['curl', { status: 7 }] as const;
const SILENT = ['curl', { status: 28, stdout: '0.000000' }] as const;

test('TCP from nodes: one finding per node, and an answer is a connection', async () => {
  expect(await meet('{ description: the NAS, from: node, to: 10.0.0.20, port: 445 }', [OPEN])).toEqual([
    'passed the NAS: node one to 10.0.0.20, TCP 445 | 10.0.0.20: the port answers | a connection',
    'passed the NAS: node two to 10.0.0.20, TCP 445 | 10.0.0.20: the port answers | a connection',
  ]);
});

test.each([
  ['refused', REFUSED, 'connection refused, or no route'],
  ['without an answer', SILENT, 'no answer in 3 s'],
])('TCP that is %s fails, and passes where it must not connect', async (_, answer, found) => {
  expect(await meet('{ from: node, nodes: [two], to: 10.0.0.20, port: 445 }', [answer])).toEqual([
    `failed expect[0]: node two to 10.0.0.20, TCP 445 | 10.0.0.20: ${found} | a connection`,
  ]);
  expect(
    await meet('{ from: node, nodes: [two], to: 10.0.0.20, port: 445, connects: false }', [answer]),
  ).toEqual([`passed expect[0]: node two to 10.0.0.20, TCP 445 | 10.0.0.20: ${found} | no connection`]);
});

test('a connection that must not be possible fails', async () => {
  expect(
    await meet('{ from: node, nodes: [one], to: 10.0.0.20, port: 22, connects: false }', [OPEN]),
  ).toEqual([
    'failed expect[0]: node one to 10.0.0.20, TCP 22 | 10.0.0.20: the port answers | no connection',
  ]);
});

test('pods connect from their own network namespace, and resolve names by CoreDNS', async () => {
  const inside = [`${INSIDE}curl`, { stdout: '0.01' }] as const;
  expect(
    await meet('{ from: pod, namespace: web, podLabels: { app: shop }, to: nas.lan, port: 445 }', [
      inside,
      REFUSED,
    ]),
  ).toEqual([
    'passed expect[0]: pod web/shop-1 on two to nas.lan, TCP 445 | 10.0.0.20: the port answers | a connection',
  ]);
});

test.each([
  ['answers: 10.0.0.20', 'passed', '10.0.0.20', '10.0.0.20'],
  ['answers: 10.0.0.21', 'failed', '10.0.0.20', '10.0.0.21'],
  ['connects: true', 'passed', '10.0.0.20', 'an address'],
  ['connects: false', 'failed', '10.0.0.20', 'no address'],
])('DNS with %s: %s', async (key, outcome, found, planned) => {
  expect(await meet(`{ from: pod, to: nas.lan, protocol: DNS, ${key} }`, [])).toEqual([
    `${outcome} expect[0]: pod web/shop-1 on two resolves nas.lan | ${found} | ${planned}`,
  ]);
});

test('a name that must not resolve', async () => {
  expect(await meet('{ from: pod, to: other.lan, protocol: DNS, connects: false }', [])).toEqual([
    'passed expect[0]: pod web/shop-1 on two resolves other.lan | no address | no address',
  ]);
});

test('nodes resolve names by their own resolver; a name without an address does not connect', async () => {
  const known = ['getent', { stdout: '10.0.0.20 STREAM nas\n10.0.0.20 DGRAM\n' }] as const;
  expect(await meet('{ from: node, nodes: [one], to: nas.lan, port: 1 }', [known, OPEN])).toEqual([
    'passed expect[0]: node one to nas.lan, TCP 1 | 10.0.0.20: the port answers | a connection',
  ]);
  expect(
    await meet('{ from: node, nodes: [one], to: nas.lan, port: 1 }', [['getent', { status: 2 }]]),
  ).toEqual(['failed expect[0]: node one to nas.lan, TCP 1 | nas.lan does not resolve | a connection']);
});

test.each<[string, number, string, string]>([
  ['UDP, port: 53', 124, 'passed', 'no error in 2 s'],
  ['UDP, port: 53', 0, 'passed', 'an answer'],
  ['UDP, port: 53', 1, 'failed', 'an error: no service at the port, or no route'],
])('%s with exit status %i', async (protocol, status, outcome, found) => {
  expect(
    await meet(`{ from: node, nodes: [one], to: 10.0.0.20, protocol: ${protocol} }`, [['bash', { status }]]),
  ).toEqual([`${outcome} expect[0]: node one to 10.0.0.20, UDP 53 | 10.0.0.20: ${found} | a connection`]);
});

test('ICMP', async () => {
  const text = '{ from: node, nodes: [one], to: 10.0.0.20, protocol: ICMP }';
  expect(await meet(text, [['ping -4', {}]])).toEqual([
    'passed expect[0]: node one to 10.0.0.20, ICMP | 10.0.0.20: an answer | a connection',
  ]);
  expect(await meet(text, [['ping -4', { status: 1 }]])).toEqual([
    'failed expect[0]: node one to 10.0.0.20, ICMP | 10.0.0.20: no answer to 2 pings | a connection',
  ]);
});

test('skipped without a LAN client, without a matching pod, and without the command', async () => {
  expect(await meet('{ from: lan, to: 10.0.0.20, port: 1 }', [])).toEqual([
    'skipped expect[0]: lan to 10.0.0.20, TCP 1 | there is no LAN client',
  ]);
  expect(await meet('{ from: pod, namespace: none, to: 10.0.0.20, port: 1 }', [])).toEqual([
    'skipped expect[0]: pod to 10.0.0.20, TCP 1 | no running pod matches namespace none on one, two',
  ]);
  expect(await meet('{ from: node, nodes: [one], to: 10.0.0.20, port: 1 }', [])).toEqual([
    'skipped expect[0]: node one to 10.0.0.20, TCP 1 | one has no "curl"',
  ]);
});

test('pods of the host network are not used', async () => {
  const pod = { ...POD, spec: { ...POD.spec, hostNetwork: true } };
  expect(await meet('{ from: pod, to: 10.0.0.20, port: 1 }', [], [pod])).toEqual([
    'skipped expect[0]: pod to 10.0.0.20, TCP 1 | no running pod matches any namespace on one, two',
  ]);
});
