import { describe, expect, test } from 'vitest';
import type { CommandOutput, Host, VerifyContext } from '../../src/verify';
import { CachedHost } from '../../src/verify';
import { askDns } from '../../src/verify/probe/ask-dns';
import { decodeAnswer, encodeQuestion } from '../../src/verify/probe/dns-question';
import { findNamespace } from '../../src/verify/probe/probe-pods';
import { podTraffic } from '../../src/verify/checks/cluster/pod-traffic';
import type { Recording } from './recorded';
import { failuresOf, findingsOf, copyRecording } from './recorded';

/** What kubectl answers where pods come up. */
function answerProbe(
  change: (words: readonly string[]) => Partial<CommandOutput> | undefined = () => undefined,
) {
  const calls: string[] = [];
  const pods = [
    { metadata: { name: 'probe-duo1' }, status: { podIPs: [{ ip: '10.52.0.9' }, { ip: 'fd00:52::9' }] } },
    { metadata: { name: 'probe-duo2' }, status: { podIPs: [{ ip: '10.52.1.9' }, { ip: 'fd00:52:0:1::9' }] } },
  ];
  const kubectl: VerifyContext['kubectl'] = (argv) => {
    calls.push(argv.join(' '));
    const list = argv.includes('pods')
      ? { items: pods }
      : { spec: { clusterIPs: ['10.53.7.7', 'fd00:53::7'] } };
    const answer = change(argv) ?? { stdout: argv.includes('get') ? JSON.stringify(list) : '' };
    return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
  };
  const recording = copyRecording();
  recording.change = { probe: true, probeImage: 'whoami', kubectl };
  for (const [name, own] of [
    ['duo1', '10.52.0.9'],
    ['duo2', '10.52.1.9'],
  ] as const)
    inNamespaces(recording, name, own);
  return { recording, calls };
}

/** Programs of the node answer inside the pod's network, too. */
function inNamespaces({ nodes }: Recording, name: string, own: string): void {
  const node = nodes[name] as Recording['nodes'][string];
  node.programs['ip -all netns exec ip -j address'] = {
    stdout: `\nnetns: cni-other\n[{"local":"10.52.9.9"}]\n\nnetns: cni-ours\n[{"local":"${own}"}]\n`,
  };
  node.inside = 'cni-ours';
  node.programs['curl'] = { stdout: '200' };
  node.programs['bash'] = { stdout: ANSWER };
}

/** CoreDNS's answer for kubernetes.default.svc.cluster.local, as od prints it. */
const ANSWER = [
  ...[0x4e, 0x53, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0],
  ...encodeQuestion('kubernetes.default.svc.cluster.local').subarray(12),
  ...[0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 53, 0, 1],
]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join(' ');

describe('--probe', () => {
  test('creates nothing without the option', async () => {
    const { recording, calls } = answerProbe();
    recording.change = { ...recording.change, probe: false };
    expect(await findingsOf(recording, [podTraffic])).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('probes from pods on every node to pods, Services, DNS and the LAN, then deletes them', async () => {
    const { recording, calls } = answerProbe();
    const findings = await findingsOf(recording, [podTraffic]);
    expect(findings.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    const subject = findings.map((one) => one.subject);
    expect(subject).toContain(
      'the pod on duo1 to the pod on duo2 at fd00:52:0:1::9 over the pod network (ping -M do)',
    );
    expect(subject).toContain('the pod on duo2 to the Service of the probe at http://10.53.7.7:80/ (curl)');
    expect(subject).toContain(
      'the pod on duo2 to CoreDNS at 10.53.0.10 for kubernetes.default.svc.cluster.local',
    );
    const namespace = calls[0]?.split(' ').at(-1) ?? '';
    expect(namespace).toMatch(/^netstack-probe-[\da-f]{6}$/);
    expect(calls.at(-1)).toBe(`delete namespace ${namespace} --ignore-not-found --timeout=60s`);
    expect(calls.filter((words) => words.includes(` run probe-duo`))).toHaveLength(2);
  });

  test('is skipped where the pods do not start, and deletes them', async () => {
    const { recording, calls } = answerProbe((words) =>
      words.includes('--for=condition=Ready') ? { status: 1, stderr: 'timed out' } : undefined,
    );
    const failures = await failuresOf(recording, [podTraffic]);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.reason).toMatch(/^the probe's pods do not start: .* failed: timed out$/);
    expect(calls.at(-1)).toMatch(/^delete namespace /);
  });

  test('deletes the pods after an interruption', async () => {
    const { recording, calls } = answerProbe();
    recording.change = { ...recording.change, interrupt: AbortSignal.abort() };
    const findings = await findingsOf(recording, [podTraffic]);
    expect(findings.map(({ subject }) => subject.replace(/-[\da-f]{6}/, ''))).toEqual([
      'namespace netstack-probe (kubectl delete)',
    ]);
    expect(calls.at(-1)).toMatch(/^delete namespace /);
  });

  test('reports a namespace that is not deleted', async () => {
    const { recording } = answerProbe((words) =>
      words[0] === 'delete' ? { status: 1, stderr: 'timed out' } : undefined,
    );
    expect((await failuresOf(recording, [podTraffic])).map(({ found }) => found)).toEqual([
      'not deleted: timed out',
    ]);
  });

  test('reports DNS and HTTP that do not answer', async () => {
    const { recording } = answerProbe();
    const node = recording.nodes['duo2'] as Recording['nodes'][string];
    node.programs['bash'] = { status: 124 };
    node.programs['curl'] = { status: 28 };
    const failures = await failuresOf(recording, [podTraffic]);
    expect(new Set(failures.map(({ found }) => found))).toEqual(
      new Set(['no answer (curl 28)', 'no answer', 'no answer in 3 s']),
    );
  });
});

describe('DNS', () => {
  test('encodes a query', () => {
    expect(Buffer.from(encodeQuestion('a.bc.')).toString('hex')).toBe(
      '4e530100000100000000000001610262630000010001',
    );
    expect(Buffer.from(encodeQuestion('a.bc', 'AAAA')).toString('hex')).toBe(
      '4e5301000001000000000000016102626300001c0001',
    );
  });

  test('repeats a query after a lost answer, also on a cached host', async () => {
    let asked = 0;
    const lossy: Host = {
      name: 'duo1',
      run: () => {
        asked += 1;
        return Promise.resolve({ status: 0, stdout: asked === 1 ? '' : ANSWER, stderr: '' });
      },
    };
    const answer = await askDns(new CachedHost(lossy), '10.53.0.10', 'a.bc');
    expect(answer).toEqual({ code: 'NOERROR', addresses: ['10.53.0.1'] });
    expect(asked).toBe(2);
  });

  test('queries the address family of the API server', async () => {
    const { recording } = answerProbe();
    recording.profile = recording.profile
      .replace(/serviceCidr: .*/, "serviceCidr: ['fd00:53::/112']")
      .replace(/clusterCidr: .*/, "clusterCidr: ['fd00:52::/56']")
      .replace(/cidr: \[.*/, "cidr: 'fd66::/64'")
      .replace(/gateway: .*/, "gateway: 'fd66::1'")
      .replace(/nodeIp: \[\S+ ('\S+')\]/g, 'nodeIp: $1');
    const failures = await failuresOf(recording, [podTraffic]);
    expect(failures.map(({ found, planned }) => `${found}, not ${planned}`)).toContain(
      'NOERROR 10.53.0.1, not fd00:53::1',
    );
  });

  test.each([
    ['no such name', '4e5381830001000000000000 0161 00 0001 0001', { code: 'NXDOMAIN', addresses: [] }],
    ['a failure', '4e5381820001000000000000 0161 00 0001 0001', { code: 'SERVFAIL', addresses: [] }],
    [
      'an alias before the address',
      '4e5381800001000200000000 0161 00 0001 0001 c00c 0005 0001 00000005 0002 c00c c00c 0001 0001 00000005 0004 0a000001',
      { code: 'NOERROR', addresses: ['10.0.0.1'] },
    ],
    [
      'an IPv6 address',
      '4e5381800001000100000000 0161 00 001c 0001 c00c 001c 0001 00000005 0010 fd000053000000000000000000000001',
      { code: 'NOERROR', addresses: ['fd00:53::1'] },
    ],
    ['our own question', '4e5301000001000000000000 0161 00 0001 0001', undefined],
    ['the answer to another question', '000081800001000000000000', undefined],
    ['half an answer', '4e53', undefined],
  ])('%s', (_title, hex, expected) => {
    expect(decodeAnswer(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toEqual(expected);
  });
});

test("a pod's network namespace is found by its address", () => {
  const text = '\nnetns: cni-a\n[{"local":"10.52.0.4"}]\n\nnetns: cni-b\n[{"local": "fd00:52:0:0::5"}]\n';
  expect(findNamespace(['10.52.0.5', 'fd00:52::5'], text)).toBe('cni-b');
  expect(findNamespace(['10.52.0.44'], text)).toBeUndefined();
});
