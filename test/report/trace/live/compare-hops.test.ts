import { describe, expect, test } from 'vitest';
import { compareHops } from '../../../../src/report/trace/live/compare-hops';
import { findChoices } from '../../../../src/report/trace/live/find-choices';
import { findSuspect } from '../../../../src/report/trace/live/find-suspect';
import { formatLiveTrace } from '../../../../src/report/trace/live/format-live-trace';
import { predictTrace } from '../../../../src/report/trace/predict-trace';
import { parseEndpoint } from '../../../../src/report/trace/trace-endpoint';
import { checkProfile } from '../../../../src/rules/check-profile';
import type { ConnectionRecording } from './recording';
import { loadRecording, readRecording, withoutPackets } from './recording';
import { withoutSudo } from '../../../terminal/without-sudo';

const { plan } = checkProfile('profiles/pikube.yaml');

const ACROSS = loadRecording('pod-to-pod');

function compare(from: string, to: string, recording: ConnectionRecording) {
  if (plan === undefined) throw new Error('pikube has errors');
  const [start, end] = [parseEndpoint(plan, from), parseEndpoint(plan, to)];
  const record = readRecording(recording);
  const nodes = new Map((recording.endpoints ?? []).map(({ address, node }) => [address, node]));
  const service = end.kind === 'service' || end.kind === 'name' ? end.service : undefined;
  return compareHops(predictTrace(plan, start, end, 4, findChoices(plan, record, service, nodes)), record);
}

/** The hop that differs: `node pi2 routing: what was seen [checks]`. */
function differenceOf(recording: ConnectionRecording, from = 'pod@pi1', to = 'pod@pi2') {
  const { hops, difference } = compare(from, to, recording);
  const hop = hops[(difference?.hop ?? 0) - 1];
  return hop && `${hop.where} ${hop.at}: ${hop.seen ?? ''} [${difference?.checks.join(', ') ?? ''}]`;
}

test.each([
  ['pod-to-pod', 'pod@pi1', 'pod@pi2'],
  ['pod-to-node', 'pod@pi1', 'pi2'],
  ['pod-to-service', 'pod@pi2', 'traefik'],
  ['pod-to-load-balancer', 'pod@pi1', '10.0.0.100'],
  ['node-to-node', 'pi1', 'pi2'],
  ['node-to-service', 'pi1', 'traefik'],
  ['client-to-load-balancer', 'client', '10.0.0.100'],
  ['client-to-name', 'client', 'whoami.home.arpa'],
])('%s: every hop is seen', (name, from, to) => {
  const { hops, agrees } = compare(from, to, loadRecording(name));
  expect(hops.map(({ where, at, outcome }) => `${where} ${at}: ${outcome}`)).toEqual(
    hops.map(({ where, at }) => `${where} ${at}: seen`),
  );
  expect(agrees).toBe(true);
});

test('a hop has the packet, the tunnel that carries it and the MTU of its interface', () => {
  expect(compare('pod@pi1', 'pod@pi2', ACROSS).hops[4]).toMatchObject({
    seen: expect.stringMatching(
      /^Out eth0 10\.42\.0\.3:\d+ to 10\.42\.3\.3:8080 in VXLAN 10\.0\.0\.11 to 10\.0\.0\.12$/,
    ) as string,
    seenMtu: 1500,
  });
});

test('conntrack shows what kube-proxy translates', () => {
  const { hops } = compare('pi1', 'traefik', loadRecording('node-to-service'));
  expect(hops[0]?.seen).toMatch(/^conntrack: 10\.0\.0\.11 to 10\.43\./);
  expect(hops[1]?.seen).toContain('conntrack: replies come from 10.42.1.2 to 10.42.0.0');
});

describe('the first hop that differs is named', () => {
  const unforwarded = withoutPackets(withoutPackets(ACROSS, 'node pi2', 'cni0', 'veth'), 'pod 10.42.3.3');

  test('a packet that is received and not forwarded', () => {
    expect(differenceOf(unforwarded)).toMatch(
      /^node pi2 routing: only In flannel\.1 .* \[ip-forwarding, firewall-drops\]$/,
    );
  });

  test('a packet that leaves by another interface', () => {
    const place = 'node pi1';
    const astray = withoutPackets(ACROSS, place, 'VXLAN');
    const lines = (astray.captures[place] ?? []).map((line) =>
      line.includes('Flags [S]') ? line.replace('flannel.1 Out', 'eth0  Out') : line,
    );
    const recording = { ...astray, captures: { ...astray.captures, [place]: lines } };
    expect(differenceOf(recording)).toMatch(
      /^node pi1 routing: only Out eth0 10\.42\.0\.3:\d+ to 10\.42\.3\.3:8080 \[flannel-routes\]$/,
    );
  });

  test('a tunnel that drops what it receives', () => {
    const recording = withoutPackets(unforwarded, 'node pi2', 'flannel.1');
    expect(differenceOf(recording)).toMatch(/^node pi2 flannel\.1: .*\[flannel-device, firewall-drops\]$/);
  });

  test('a device that is down', () => {
    const links = ACROSS.interfaces?.['node pi2'] ?? [];
    const down = links.map((link) =>
      'ifname' in link && link.ifname === 'flannel.1' ? { ...link, flags: [] } : link,
    );
    const recording = {
      ...withoutPackets(unforwarded, 'node pi2', 'flannel.1'),
      interfaces: { ...ACROSS.interfaces, 'node pi2': down },
    };
    expect(differenceOf(recording)).toContain('; flannel.1 is down');
  });

  test('a wire that loses the packet', () => {
    const recording = withoutPackets(withoutPackets(unforwarded, 'node pi2'), 'LAN', 'to-pi2');
    expect(differenceOf(recording)).toMatch(/^LAN wire: only In to-pi1 .* \[lan-ping\]$/);
  });

  test('an interface with a smaller MTU', () => {
    const text = JSON.stringify(ACROSS.interfaces?.['node pi2']).replace('1450', '1300');
    const interfaces = { ...ACROSS.interfaces, 'node pi2': JSON.parse(text) as readonly object[] };
    expect(differenceOf({ ...ACROSS, interfaces })).toMatch(
      /^node pi2 flannel\.1: .*, MTU 1300 \[flannel-device\]$/,
    );
  });

  test('a Service whose address is not translated', () => {
    const recording = loadRecording('pod-to-service');
    const place = 'node pi2';
    const lines = (recording.captures[place] ?? []).filter((line) => /veth\S+ +P/.test(line));
    const out = lines.map((line) => line.replace(/veth\S+ +P/, 'eth0  Out'));
    const lost = { ...recording, captures: { ...recording.captures, [place]: [...lines, ...out] } };
    expect(differenceOf(lost, 'pod@pi2', 'traefik')).toMatch(
      /^node pi2 kube-proxy: only Out eth0 \S+ to 10\.43\.\S+ \[service-addresses\]$/,
    );
  });

  test('a node that does not answer', () => {
    const recording = withoutPackets(loadRecording('node-to-node'), 'node pi2', 'Flags [S.]', 'Flags [R.]');
    expect(differenceOf(recording, 'pi1', 'pi2')).toBe('node pi2 input: no answer [firewall-drops]');
  });

  test('a connection that was never sent', () => {
    expect(differenceOf({ ...ACROSS, captures: {} })).toBe('pod on pi1 eth0: no packet []');
  });

  test('a name that resolves to another address', () => {
    const recording = { ...loadRecording('client-to-name'), answer: ['10.0.0.7'] };
    expect(differenceOf(recording, 'client', 'whoami.home.arpa')).toBe('LAN client resolver: 10.0.0.7 []');
  });
});

test('a client whose question nothing answers has sent it: the wire is named', () => {
  const recording: ConnectionRecording = {
    ...{ from: { place: 'LAN client', port: 21_000 }, to: { address: '10.0.0.100', port: 80 } },
    captures: { 'LAN client': ['1.1 eth0  Out ARP, Request who-has 10.0.0.100 tell 10.0.0.2, length 28'] },
  };
  expect(differenceOf(recording, 'client', '10.0.0.100')).toBe(
    'LAN wire: nothing answers for 10.0.0.100 [address-owners]',
  );
});

test('what should not arrive differs where it does', () => {
  const line = '1.1 eth0  Out IP 10.0.0.2.21000 > 10.42.1.5.80: Flags [S], seq 5, length 0';
  const recording: ConnectionRecording = {
    ...{ from: { place: 'LAN client', port: 21_000 }, to: { address: '10.42.1.5', port: 80 } },
    captures: { 'LAN client': [line] },
  };
  expect(compare('client', 'pod@pi2', recording).agrees).toBe(true);
  const arrived = { ...recording.captures, 'node pi2': [line.replace('Out', 'In ')] };
  expect(differenceOf({ ...recording, captures: arrived }, 'client', 'pod@pi2')).toContain(
    'it reaches node pi2',
  );
});

test('the report ends with the hop, both sides and the command that looks for the cause', () => {
  const recording = withoutPackets(withoutPackets(ACROSS, 'node pi2', 'cni0', 'veth'), 'pod 10.42.3.3');
  const text = formatLiveTrace('pikube', compare('pod@pi1', 'pod@pi2', recording));
  expect(text).toContain(
    'prediction and reality differ at hop 9, node pi2 routing\n  predicted: forwards to cni0\n',
  );
  expect(withoutSudo(text)).toContain(
    '  guarded by: npx --no netstack verify pikube --only ip-forwarding,firewall-drops\n',
  );
  expect(text).toContain('not reached\n');
});

describe('the packet that a firewall may drop', () => {
  const suspectOf = (recording: ConnectionRecording, from = 'pod@pi1', to = 'pod@pi2') =>
    findSuspect(compare(from, to, recording), readRecording(recording), 8472);
  const lost = withoutPackets(withoutPackets(ACROSS, 'node pi2', 'cni0', 'veth'), 'pod 10.42.3.3');

  test('the one that a node does not forward', () => {
    expect(suspectOf(lost)).toEqual({
      ...{ node: 'pi2', protocol: 'tcp', source: '10.42.0.3', destination: '10.42.3.3', port: 8080 },
      ...{ inDevice: 'flannel.1', outDevice: 'cni0' },
    });
  });

  test('the one of the tunnel', () => {
    const udp = { protocol: 'udp', source: '10.0.0.11', destination: '10.0.0.12', port: 8472 };
    const received = withoutPackets(lost, 'node pi2', 'flannel.1');
    expect(suspectOf(received)).toEqual({ node: 'pi2', ...udp, inDevice: 'eth0' });
    expect(suspectOf(withoutPackets(ACROSS, 'node pi1', 'VXLAN'))).toEqual({
      ...{ node: 'pi1', ...udp, outDevice: 'eth0' },
    });
  });

  test('the one that is for the node itself', () => {
    const silent = withoutPackets(loadRecording('node-to-node'), 'node pi2', 'Flags [S.]', 'Flags [R.]');
    expect(suspectOf(silent, 'pi1', 'pi2')).toMatchObject({ node: 'pi2', port: 10_250, inDevice: 'eth0' });
  });

  test('none where all hops agree', () => expect(suspectOf(ACROSS)).toBeUndefined());
});

test('names of interfaces from outside show every character', () => {
  const place = 'node pi2';
  const lines = (ACROSS.captures[place] ?? []).map((line) =>
    line.replace(/cni0|flannel\.1/, 'eth\u001b[31m'),
  );
  const recording = { ...ACROSS, captures: { ...ACROSS.captures, [place]: lines } };
  const text = formatLiveTrace('pikube', compare('pod@pi1', 'pod@pi2', recording));
  expect(text).toContain('DIFFERS');
  expect(text).not.toContain('\u001b');
});
