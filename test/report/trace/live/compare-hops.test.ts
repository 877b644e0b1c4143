import { describe, expect, test } from 'vitest';
import { compareHops } from '../../../../src/report/trace/live/compare-hops';
import { formatLiveTrace } from '../../../../src/report/trace/live/format-live-trace';
import { predictTrace } from '../../../../src/report/trace/predict-trace';
import { parseEndpoint } from '../../../../src/report/trace/trace-endpoint';
import { checkProfile } from '../../../../src/rules/check-profile';
import { POD_TO_POD } from './pod-to-pod';
import type { ConnectionRecording } from './recording';
import { readRecording, withoutLines } from './recording';

const { plan } = checkProfile('profiles/pikube.yaml');

function compare(from: string, to: string, recording: ConnectionRecording) {
  if (plan === undefined) throw new Error('pikube has errors');
  const trace = predictTrace(plan, parseEndpoint(plan, from), parseEndpoint(plan, to));
  return compareHops(trace, readRecording(recording));
}

/** The hop that differs: `node pi2 routing: what was seen`. */
function differenceOf(recording: ConnectionRecording, from = 'pod@pi1', to = 'pod@pi2') {
  const { hops, difference } = compare(from, to, recording);
  const hop = hops[(difference?.hop ?? 0) - 1];
  return hop && `${hop.where} ${hop.at}: ${hop.seen ?? ''} [${difference?.checks.join(', ') ?? ''}]`;
}

/** The recording with other captures at some places. */
function change(place: string, ...words: readonly string[]): ConnectionRecording {
  const { captures } = POD_TO_POD;
  const text = withoutLines(captures[place] ?? '', ...words);
  return { ...POD_TO_POD, captures: { ...captures, [place]: text } };
}

/** The recording with nothing after a place. */
function stop(recording: ConnectionRecording, ...places: readonly string[]): ConnectionRecording {
  const captures = Object.fromEntries(
    Object.entries(recording.captures).map(([place, text]) => [place, places.includes(place) ? '' : text]),
  );
  return { ...recording, captures };
}

test('every hop of a healthy connection is seen, with the MTU of its interface', () => {
  const { hops, agrees } = compare('pod@pi1', 'pod@pi2', POD_TO_POD);
  expect(hops.map(({ outcome }) => outcome)).toEqual(hops.map(() => 'seen'));
  expect(agrees).toBe(true);
  expect(hops[4]).toMatchObject({
    seen: 'Out eth0 10.42.0.8:21000 to 10.42.1.5:80 in VXLAN 10.0.0.11 to 10.0.0.12',
    seenMtu: 1500,
  });
});

describe('the first hop that differs is named', () => {
  test('a packet that is received and not forwarded', () => {
    const recording = stop(change('node pi2', 'cni0', 'veth34'), 'pod 10.42.1.5');
    expect(differenceOf(recording)).toMatch(
      /^node pi2 routing: only In flannel\.1 .* \[ip-forwarding, firewall-drops\]$/,
    );
  });

  test('a packet that leaves by another interface', () => {
    const out = 'IP 10.42.0.8.21000 > 10.42.1.5.80: Flags [S], seq 3262541918, length 0';
    const text = `${withoutLines(POD_TO_POD.captures['node pi1'] ?? '', 'flannel.1', 'VXLAN')}\n1.5 eth0  Out ${out}\n`;
    const recording = { ...POD_TO_POD, captures: { ...POD_TO_POD.captures, 'node pi1': text } };
    expect(differenceOf(recording)).toMatch(
      /^node pi1 routing: only .*Out eth0 10\.42\.0\.8:21000 to 10\.42\.1\.5:80 \[flannel-routes\]$/,
    );
  });

  test('a tunnel that drops what it receives', () => {
    const recording = stop(change('node pi2', 'flannel.1', 'cni0', 'veth34'), 'pod 10.42.1.5');
    expect(differenceOf(recording)).toMatch(/^node pi2 flannel\.1: .*\[flannel-device, firewall-drops\]$/);
  });

  test('a wire that loses the packet', () => {
    const recording = stop(change('LAN', 'to-pi2'), 'node pi2', 'pod 10.42.1.5');
    expect(differenceOf(recording)).toMatch(/^LAN wire: only In to-pi1 .* \[lan-ping\]$/);
  });

  test('an interface with a smaller MTU', () => {
    const interfaces = { ...POD_TO_POD.interfaces };
    interfaces['node pi2'] = interfaces['node pi2']?.replace('1450', '1300') ?? '';
    expect(differenceOf({ ...POD_TO_POD, interfaces })).toMatch(
      /^node pi2 flannel\.1: .*, MTU 1300 \[flannel-device\]$/,
    );
  });

  test('a connection that was never sent', () => {
    expect(differenceOf({ ...POD_TO_POD, captures: {} })).toBe('pod on pi1 eth0: no packet []');
  });
});

test('a client whose question nothing answers has sent it: the wire is named', () => {
  const recording: ConnectionRecording = {
    ...{ from: { place: 'LAN client', port: 21_000 }, to: { address: '10.0.0.100', port: 80 } },
    captures: { 'LAN client': '1.1 eth0  Out ARP, Request who-has 10.0.0.100 tell 10.0.0.2, length 28\n' },
  };
  expect(differenceOf(recording, 'client', '10.0.0.100')).toBe(
    'LAN wire: nothing answers for 10.0.0.100 [address-owners]',
  );
});

test('what should not arrive differs where it does', () => {
  const text = '1.1 eth0  Out IP 10.0.0.2.21000 > 10.42.1.5.80: Flags [S], seq 5, length 0\n';
  const recording: ConnectionRecording = {
    ...{ from: { place: 'LAN client', port: 21_000 }, to: { address: '10.42.1.5', port: 80 } },
    captures: { 'LAN client': text },
  };
  expect(compare('client', 'pod@pi2', recording).agrees).toBe(true);
  const arrived = { ...recording.captures, 'node pi2': text.replace('Out', 'In ') };
  expect(differenceOf({ ...recording, captures: arrived }, 'client', 'pod@pi2')).toContain(
    'it reaches node pi2',
  );
});

test('the report ends with the hop, both sides and the command that looks for the cause', () => {
  const recording = stop(change('node pi2', 'cni0', 'veth34'), 'pod 10.42.1.5');
  const text = formatLiveTrace('pikube', compare('pod@pi1', 'pod@pi2', recording));
  expect(text).toContain(
    'prediction and reality differ at hop 9, node pi2 routing\n  predicted: forwards to cni0\n',
  );
  expect(text).toContain('  guarded by: netstack verify pikube --only ip-forwarding,firewall-drops\n');
  expect(text).toContain('not reached\n');
});

test('names of interfaces from outside show every character', () => {
  const recording = change('node pi2', 'cni0');
  const text = recording.captures['node pi2']?.replaceAll('veth34', 'veth\u001b[31m') ?? '';
  const shown = { ...recording, captures: { ...recording.captures, 'node pi2': text } };
  expect(formatLiveTrace('pikube', compare('pod@pi1', 'pod@pi2', shown))).not.toContain('\u001b');
});
