import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { MonitoringProps } from '../../../constructs';
import { listAlerts } from '../../../constructs';

/** promtool, where it is installed: PROMTOOL, or the one on PATH. */
const PROMTOOL = process.env['PROMTOOL'] ?? 'promtool';
const hasPromtool = spawnSync(PROMTOOL, ['--version']).status === 0;

const PROPS = (bgpBackend: 'native' | 'frr-k8s'): MonitoringProps => ({
  coredns: { namespace: 'kube-system' },
  traefik: { namespace: 'traefik', certificateDays: 14 },
  metallb: {
    namespace: 'metallb-system',
    bgpBackend,
    pools: [{ name: 'lan', size: 51, threshold: 46 }],
    peers: [
      { name: 'router', address: '10.0.0.1' },
      { name: 'router6', address: 'fd00::1' },
    ],
    addresses: [{ address: '10.0.0.100', service: 'traefik/traefik' }],
  },
});

interface Case {
  readonly alert: string;
  readonly series: string;
  /** Values, one each minute, with which the alert fires, and with which it does not. */
  readonly fires: string;
  readonly rests: string;
  /** Series that both need. */
  readonly beside?: readonly (readonly [string, string])[];
}

const COREDNS = 'job="kube-system/netstack-coredns",pod="coredns-1"';
const SPEAKER = 'job="netstack-metallb-speaker",pod="speaker-1"';
const CONTROLLER = 'job="netstack-metallb-controller",pod="controller-1"';
const DAY = 86400;

/** The series of each alert as the components export it. Evaluated after 100 minutes. */
const CASES: readonly Case[] = [
  { alert: 'CoreDnsDown', series: `up{${COREDNS}}`, fires: '0x120', rests: '1x120' },
  { alert: 'CoreDnsPanics', series: `coredns_panics_total{${COREDNS}}`, fires: '0x95 1x30', rests: '4x120' },
  {
    alert: 'CoreDnsErrors',
    series: `coredns_dns_responses_total{${COREDNS},rcode="SERVFAIL",server="dns://:53",zone="."}`,
    fires: '0+60x120',
    rests: '0+1x120',
    beside: [
      [`coredns_dns_responses_total{${COREDNS},rcode="NOERROR",server="dns://:53",zone="."}`, '0+600x120'],
    ],
  },
  {
    alert: 'CoreDnsForwardFailures',
    series: `coredns_proxy_healthcheck_failures_total{${COREDNS},proxy_name="forward",to="10.0.0.1:53"}`,
    fires: '0+1x120',
    rests: '3x120',
  },
  {
    alert: 'CoreDnsForwardBroken',
    series: `coredns_forward_healthcheck_broken_total{${COREDNS}}`,
    fires: '0+1x120',
    rests: '3x120',
  },
  {
    alert: 'CoreDnsReloadFailed',
    series: `coredns_reload_failed_total{${COREDNS}}`,
    fires: '0x95 1x30',
    rests: '2x120',
  },
  { alert: 'TraefikDown', series: 'up{job="traefik/netstack-traefik"}', fires: '0x120', rests: '1x120' },
  {
    alert: 'CertificateExpires',
    series: 'traefik_tls_certs_not_after{job="traefik/netstack-traefik",cn="a.lan",sans="a.lan",serial="1"}',
    fires: `${13 * DAY}x120`,
    rests: `${20 * DAY}x120`,
  },
  { alert: 'MetalLbControllerDown', series: `up{${CONTROLLER}}`, fires: '0x120', rests: '1x120' },
  { alert: 'MetalLbSpeakerDown', series: `up{${SPEAKER}}`, fires: '0x120', rests: '1x120' },
  {
    alert: 'MetalLbPoolNearlyFull',
    series: `metallb_allocator_addresses_in_use_total{${CONTROLLER},pool="lan"}`,
    fires: '46x120',
    rests: '45x120',
  },
  {
    alert: 'BgpSessionDown',
    series: `metallb_bgp_session_up{${SPEAKER},peer="10.0.0.1:179"}`,
    fires: '0x120',
    rests: '1x120',
  },
  {
    alert: 'NoAnnouncer',
    series: `metallb_speaker_announced{${SPEAKER},ip="10.0.0.100",service="traefik/traefik",protocol="layer2"}`,
    fires: '1x10 _x110',
    rests: '1x120',
  },
];

const FRR_CASES: readonly Case[] = ['10.0.0.1', '10.0.0.1:179', '[fd00::1]:179', 'fd00::1'].map((peer) => ({
  alert: 'BgpSessionDown',
  series: `frrk8s_bgp_session_up{job="frr-k8s-metrics-service",pod="frr-1",peer="${peer}",vrf=""}`,
  fires: '0x120',
  rests: '1x120',
}));

/** The output of promtool for the rules and one test of each case. */
function runPromtool(props: MonitoringProps, cases: readonly Case[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'netstack-alerts-'));
  const groups = Object.entries(listAlerts(props)).map(([name, rules]) => ({ name, rules }));
  const tests = cases.flatMap((one) => [createTest(one, one.fires, true), createTest(one, one.rests, false)]);
  writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }));
  const settings = { rule_files: ['rules.yaml'], evaluation_interval: '1m', fuzzy_compare: true };
  writeFileSync(join(folder, 'test.yaml'), stringify({ ...settings, tests }));
  try {
    execFileSync(PROMTOOL, ['check', 'rules', 'rules.yaml'], { cwd: folder, stdio: 'pipe' });
    return execFileSync(PROMTOOL, ['test', 'rules', 'test.yaml'], { cwd: folder, stdio: 'pipe' }).toString();
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    return `${stdout.toString()}${stderr.toString()}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `ALERTS` has the alerts that fire, by their names. */
function createTest({ alert, series, beside = [] }: Case, values: string, isFiring: boolean): object {
  const sample = { labels: `{alertname="${alert}"}`, value: 1 };
  return {
    name: `${alert} ${isFiring ? 'fires' : 'rests'}`,
    interval: '1m',
    input_series: [[series, values], ...beside].map(([name, text]) => ({ series: name, values: text })),
    promql_expr_test: [
      {
        expr: `group by (alertname) (ALERTS{alertname="${alert}",alertstate="firing"})`,
        eval_time: '100m',
        exp_samples: isFiring ? [sample] : [],
      },
    ],
  };
}

test('every alert has a case', () => {
  const alerts = Object.values(listAlerts(PROPS('native'))).flat();
  expect([...new Set(alerts.map(({ alert }) => alert))]).toEqual(CASES.map(({ alert }) => alert));
});

test('a component that the cluster lacks has no alerts', () => {
  expect(listAlerts({})).toEqual({});
});

test.skipIf(!hasPromtool).each([
  ['the native BGP implementation', 'native', CASES],
  ['frr-k8s', 'frr-k8s', FRR_CASES],
] as const)('promtool: each alert fires, and does not fire, with %s', (_, backend, cases) => {
  expect(runPromtool(PROPS(backend), cases)).toContain('SUCCESS');
});
