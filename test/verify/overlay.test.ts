import { describe, expect, test } from 'vitest';
import { OVERLAY_CHECKS } from '../../src/verify/checks/overlay';
import { findComplaint } from '../../src/verify/overlay/ping';
import type { Recording } from './recorded';
import { failuresOf, findingsOf, copyRecording } from './recorded';

function node({ nodes }: Recording, name: string) {
  return nodes[name] as Recording['nodes'][string];
}

test('every check between nodes passes on a healthy cluster, in both directions and families', async () => {
  const findings = await findingsOf(copyRecording(), OVERLAY_CHECKS);
  expect(findings.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(findings.map(({ check, target, subject }) => `${check} ${target}: ${subject}`)).toContain(
    'overlay-ping node duo1: duo2 at fd00:52:0:1::1 over flannel-v6.1 (ping -M do)',
  );
  expect(findings.filter(({ check }) => check === 'overlay-ping')).toHaveLength(8);
});

describe('between nodes', () => {
  test('a smaller MTU loses large packets only, on the LAN and in the tunnel', async () => {
    const recording = copyRecording();
    node(recording, 'duo2').reach = () => 1400;
    const failures = await failuresOf(recording, OVERLAY_CHECKS);
    const ways = [
      ['lan-ping', 1500],
      ['lan-ping', 1500],
      ['overlay-ping', 1450],
      ['overlay-ping', 1430],
    ] as const;
    expect(failures).toEqual(
      ways.map(([check, mtu]) => ({
        ...{ check, target: 'node duo2', planned: `packets of ${mtu} bytes arrive unfragmented` },
        found: `small packets arrive, packets of ${mtu} bytes do not: message too long, mtu=1400`,
      })),
    );
  });

  test('a tunnel that carries no packets differs from one with a wrong MTU', async () => {
    const recording = copyRecording();
    node(recording, 'duo1').reach = (to) => (to.startsWith('10.52.') ? 0 : 65535);
    expect(await failuresOf(recording, OVERLAY_CHECKS)).toEqual([
      {
        ...{ check: 'overlay-ping', target: 'node duo1', found: 'no packet arrives: no answer' },
        planned: 'packets of 1450 bytes arrive unfragmented',
      },
    ]);
  });

  test('a bridge that does not answer behind a working tunnel fails', async () => {
    const recording = copyRecording();
    node(recording, 'duo1').reach = (to) => (to === '10.52.1.1' ? 0 : 65535);
    const findings = await findingsOf(recording, OVERLAY_CHECKS);
    const failed = findings.filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ subject }) => subject)).toEqual(['duo2 at 10.52.1.1 over flannel.1 (ping -M do)']);
  });

  test('the bridge of a node without pods is not pinged', async () => {
    const recording = copyRecording();
    recording.pods = [];
    const findings = await findingsOf(recording, OVERLAY_CHECKS);
    expect(findings.filter(({ check }) => check === 'overlay-ping')).toHaveLength(4);
  });

  test("another machine with a node's address fails with its MAC address", async () => {
    const recording = copyRecording();
    const entry = node(recording, 'duo1').neighbour.find(({ dst }) => dst === '10.66.0.12');
    Object.assign(entry ?? {}, { lladdr: '02:00:00:00:00:99' });
    const mac = recording.nodes['duo2']?.address.find(({ ifname }) => ifname === 'eth0')?.address;
    expect(await failuresOf(recording, OVERLAY_CHECKS)).toEqual([
      {
        ...{ check: 'lan-neighbours', target: 'node duo1', found: '02:00:00:00:00:99' },
        planned: `${mac}, eth0 of duo2`,
      },
    ]);
  });

  test('ports that refuse or do not answer fail', async () => {
    const recording = copyRecording();
    node(recording, 'duo2').connect = (url) => (url.includes(':6443/') ? 7 : 28);
    expect(await failuresOf(recording, OVERLAY_CHECKS)).toEqual([
      {
        ...{ check: 'api-port', target: 'node duo2', found: 'connection refused, or no route' },
        planned: 'the port answers',
      },
      { check: 'kubelet-port', target: 'node duo2', found: 'no answer in 3 s', planned: 'the port answers' },
    ]);
  });

  test('a port that accepts the connection and sends nothing passes', async () => {
    const recording = copyRecording();
    node(recording, 'duo2').programs['curl'] = { status: 28, stdout: '0.000412' };
    expect(await failuresOf(recording, OVERLAY_CHECKS)).toEqual([]);
  });

  test.each([
    ['ping', { status: 127 }, 'duo2 has no "ping"'],
    [
      'ping',
      { status: 1, stderr: "ping: invalid option -- 'M'" },
      'the "ping" on duo2 cannot forbid fragmentation',
    ],
    ['curl', { status: 127 }, 'duo2 has no "curl"'],
  ])('checks that need %s are skipped on a node without it', async (program, answer, reason) => {
    const recording = copyRecording();
    node(recording, 'duo2').programs[program] = answer;
    const failures = await failuresOf(recording, OVERLAY_CHECKS);
    expect(new Set(failures.map((one) => JSON.stringify(one.target)))).toEqual(new Set(['"node duo2"']));
    expect(failures[0]).toMatchObject({ reason });
    expect(failures.filter((one) => 'found' in one)).toEqual([]);
  });
});

test.each([
  ['ping: local error: message too long, mtu=1400', 'message too long, mtu=1400'],
  ['ping: sendmsg: Operation not permitted', 'Operation not permitted'],
  [
    'From 10.0.0.1 icmp_seq=1 Frag needed and DF set (mtu = 1400)\n1 packets',
    'Frag needed and DF set (mtu = 1400)',
  ],
  ['From 10.0.0.12 icmp_seq=1 Destination Host Unreachable', 'Destination Host Unreachable'],
  ['3 packets transmitted, 0 received', 'no answer'],
])('the error that ping prints: %s', (text, expected) => {
  expect(findComplaint(text)).toBe(expected);
});
