import { describe, expect, test } from 'vitest';
import type { Output, Place, Verification } from '../../src/verify';
import { RememberingPlace } from '../../src/verify';
import { askDns } from '../../src/verify/probe/ask-dns';
import { dnsAnswer, dnsQuestion } from '../../src/verify/probe/dns-question';
import { namespaceWith } from '../../src/verify/probe/probe-pods';
import { podTraffic } from '../../src/verify/probe/pod-traffic';
import type { Recording } from './recorded';
import { failuresOf, findingsOf, recorded } from './recorded';

/** What kubectl answers where pods come up. */
function probed(change: (words: readonly string[]) => Partial<Output> | undefined = () => undefined) {
  const calls: string[] = [];
  const pods = [
    { metadata: { name: 'probe-duo1' }, status: { podIPs: [{ ip: '10.52.0.9' }, { ip: 'fd00:52::9' }] } },
    { metadata: { name: 'probe-duo2' }, status: { podIPs: [{ ip: '10.52.1.9' }, { ip: 'fd00:52:0:1::9' }] } },
  ];
  const kubectl: Verification['kubectl'] = (argv) => {
    calls.push(argv.join(' '));
    const list = argv.includes('pods')
      ? { items: pods }
      : { spec: { clusterIPs: ['10.53.7.7', 'fd00:53::7'] } };
    const answer = change(argv) ?? { stdout: argv.includes('get') ? JSON.stringify(list) : '' };
    return Promise.resolve({ status: 0, stdout: '', stderr: '', ...answer });
  };
  const recording = recorded();
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
  ...dnsQuestion('kubernetes.default.svc.cluster.local').subarray(12),
  ...[0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 53, 0, 1],
]
  .map((byte) => byte.toString(16).padStart(2, '0'))
  .join(' ');

describe('--probe', () => {
  test('nothing is made unless it is asked for', async () => {
    const { recording, calls } = probed();
    recording.change = { ...recording.change, probe: false };
    expect(await findingsOf(recording, [podTraffic])).toEqual([]);
    expect(calls).toEqual([]);
  });

  test('pods on every node, each to each, and to Services, DNS and the LAN; then all is removed', async () => {
    const { recording, calls } = probed();
    const findings = await findingsOf(recording, [podTraffic]);
    expect(findings.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
    const looked = findings.map((one) => one.looked);
    expect(looked).toContain(
      'the pod on duo1 to the pod on duo2 at fd00:52:0:1::9 by the pod network (ping -M do)',
    );
    expect(looked).toContain('the pod on duo2 to the Service of the probe at http://10.53.7.7:80/ (curl)');
    expect(looked).toContain(
      'the pod on duo2 to CoreDNS at 10.53.0.10 for kubernetes.default.svc.cluster.local',
    );
    const namespace = calls[0]?.split(' ').at(-1) ?? '';
    expect(namespace).toMatch(/^netstack-probe-[\da-f]{6}$/);
    expect(calls.at(-1)).toBe(`delete namespace ${namespace} --ignore-not-found --timeout=60s`);
    expect(calls.filter((words) => words.includes(` run probe-duo`))).toHaveLength(2);
  });

  test('where pods do not come up nothing was looked at, and all is removed', async () => {
    const { recording, calls } = probed((words) =>
      words.includes('--for=condition=Ready') ? { status: 1, stderr: 'timed out' } : undefined,
    );
    const failures = await failuresOf(recording, [podTraffic]);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.because).toMatch(/^the pods of the probe do not run: .* said timed out$/);
    expect(calls.at(-1)).toMatch(/^delete namespace /);
  });

  test('an interruption ends it, and all is removed', async () => {
    const { recording, calls } = probed();
    recording.change = { ...recording.change, interrupt: AbortSignal.abort() };
    const findings = await findingsOf(recording, [podTraffic]);
    expect(findings.map(({ looked }) => looked.replace(/-[\da-f]{6}/, ''))).toEqual([
      'namespace netstack-probe (kubectl delete)',
    ]);
    expect(calls.at(-1)).toMatch(/^delete namespace /);
  });

  test('a namespace that stays is named', async () => {
    const { recording } = probed((words) =>
      words[0] === 'delete' ? { status: 1, stderr: 'timed out' } : undefined,
    );
    expect((await failuresOf(recording, [podTraffic])).map(({ found }) => found)).toEqual([
      'still there: timed out',
    ]);
  });

  test('DNS and HTTP that do not answer', async () => {
    const { recording } = probed();
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
  test('a question as it goes over the wire', () => {
    expect(Buffer.from(dnsQuestion('a.bc.')).toString('hex')).toBe(
      '4e530100000100000000000001610262630000010001',
    );
    expect(Buffer.from(dnsQuestion('a.bc', 'AAAA')).toString('hex')).toBe(
      '4e5301000001000000000000016102626300001c0001',
    );
  });

  test('is asked again where an answer was lost, by a place that remembers, too', async () => {
    let asked = 0;
    const lossy: Place = {
      name: 'duo1',
      run: () => {
        asked += 1;
        return Promise.resolve({ status: 0, stdout: asked === 1 ? '' : ANSWER, stderr: '' });
      },
    };
    const answer = await askDns(new RememberingPlace(lossy), '10.53.0.10', 'a.bc');
    expect(answer).toEqual({ code: 'NOERROR', addresses: ['10.53.0.1'] });
    expect(asked).toBe(2);
  });

  test('asks for the family that the API server has', async () => {
    const { recording } = probed();
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
    ["somebody else's answer", '000081800001000000000000', undefined],
    ['half an answer', '4e53', undefined],
  ])('%s', (_title, hex, expected) => {
    expect(dnsAnswer(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toEqual(expected);
  });
});

test("a pod's network is found by its address, whatever else is there", () => {
  const text = '\nnetns: cni-a\n[{"local":"10.52.0.4"}]\n\nnetns: cni-b\n[{"local": "fd00:52:0:0::5"}]\n';
  expect(namespaceWith(['10.52.0.5', 'fd00:52::5'], text)).toBe('cni-b');
  expect(namespaceWith(['10.52.0.44'], text)).toBeUndefined();
});
