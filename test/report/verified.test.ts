import { describe, expect, test } from 'vitest';
import type { Scene } from '../../src/report/drawing/scene';
import { createReport, drawReport, listScenes } from '../../src/report/network-report';
import { renderDrawio } from '../../src/report/formats/drawio';
import { renderHtml } from '../../src/report/formats/html';
import { renderMarkdown } from '../../src/report/formats/markdown';
import { renderSvg } from '../../src/report/formats/svg';
import { renderText } from '../../src/report/formats/text';
import { CHECKS_WITHOUT_HOP, HOPS_OF_CHECKS } from '../../src/report/verified/hops-of-checks';
import { parseVerifyResult, VerifyResultError } from '../../src/report/verified/verify-result';
import { checkProfile } from '../../src/rules/check-profile';
import { ALL_CHECKS } from '../../src/verify';
import { readShapes } from './read-shapes';

const createFailure = (check: string, target: string, found = 'MTU 1400', planned = 'MTU 1500') => ({
  ...{ check, title: 'title', why: 'why', target, outcome: 'failed', subject: 'subject', found, planned },
  next: 'ip link set eth0 mtu 1500',
});

const passed = { ...createFailure('ip-forwarding', 'node pi1'), outcome: 'passed' };

function reportOf(cluster: string, ...findings: readonly object[]) {
  const { plan } = checkProfile(`profiles/${cluster}.yaml`);
  if (plan === undefined) throw new Error(`${cluster} has errors`);
  const groups = findings.map((_, index) => ({ causes: [index], effects: [] }));
  return createReport(plan, [], parseVerifyResult(JSON.stringify({ findings, groups })));
}

/** Together their drawings have every hop: BGP, WireGuard, requests through Traefik. */
const MARKED_BY = ['pikube', 'rack-bgp', 'dual-stack', 'example'];

const isMarkedWith =
  (check: string) =>
  ({ boxes }: Scene) =>
    boxes.some(
      ({ hasFailed, texts }) => hasFailed === true && texts.some(({ text }) => text === `failed: ${check}`),
    );

describe('what verify saw', () => {
  test('every check has its hops, or a reason why no drawing marks it', () => {
    const known = [...Object.keys(HOPS_OF_CHECKS), ...Object.keys(CHECKS_WITHOUT_HOP)];
    expect(known.sort()).toEqual(ALL_CHECKS.map(({ id }) => id).sort());
  });

  test.each(ALL_CHECKS.filter(({ id }) => id in HOPS_OF_CHECKS))(
    '$id is marked in a drawing of a shipped cluster, at each of its hops',
    ({ id, scope }) => {
      const marked = MARKED_BY.flatMap((cluster) => {
        const target = scope === 'node' ? 'node pi1' : scope === 'lan' ? 'LAN' : 'cluster';
        const { packets, names, requests, announcements } = drawReport(
          reportOf(cluster, createFailure(id, target)),
        );
        const kinds = { packet: packets, name: names, request: requests, announcement: announcements };
        return Object.entries(kinds).flatMap(([kind, scenes]) =>
          scenes.some(isMarkedWith(id)) ? [kind] : [],
        );
      });
      const kinds = (HOPS_OF_CHECKS[id] ?? []).map((place) => place.split(':')[0]);
      expect([...new Set(marked)].sort()).toEqual([...new Set(kinds)].sort());
    },
  );

  test.each(Object.entries(CHECKS_WITHOUT_HOP))('%s is listed with the reason: %s', (check, reason) => {
    const report = reportOf('pikube', createFailure(check, 'cluster'));
    const drawings = drawReport(report);
    expect(listScenes(drawings).filter(isMarkedWith(check))).toEqual([]);
    expect(renderHtml(report, drawings)).toContain(
      `<li><code>${check}</code>: ${reason.replaceAll("'", '&#39;')}</li>`,
    );
  });

  test.each([
    ['no JSON', 'it is not JSON'],
    ['[]', 'the file is not an object'],
    ['{"findings":[]}', 'it has no lists "findings" and "groups"'],
    ['{"findings":[{"outcome":"failed"}],"groups":[]}', 'findings[0] names no check'],
    ['{"findings":[{"check":"x"}],"groups":[]}', 'findings[0] has no outcome'],
    [
      '{"findings":[],"groups":[{"causes":[0],"effects":[]}]}',
      'groups[0] refers to a finding that is not there',
    ],
  ])('%s is refused', (text, message) => {
    expect(() => parseVerifyResult(text)).toThrow(new VerifyResultError(message));
  });
});

describe('a failed check of a node', () => {
  const report = reportOf('pikube', createFailure('lan-address', 'node pi3'), passed);
  const [scene] = drawReport(report).packets;
  if (scene === undefined) throw new Error('no path');

  test('the path leads to that node', () => {
    expect(report.packetPaths[0]?.from.node.name).toBe('pi1');
    expect(report.packetPaths[0]?.to.node.name).toBe('pi3');
  });

  test('its hop is marked, and no other', () => {
    expect(scene.boxes.filter(({ hasFailed }) => hasFailed).map(({ id }) => id)).toEqual(['interface-B']);
    expect(readShapes(renderSvg(scene, true)).get('interface-B')).toContain('failed: lan-address');
    expect(renderSvg(scene, true)).toContain('lan-address: found MTU 1400, planned MTU 1500');
    expect(renderDrawio(scene).match(/strokeColor=#A40E26/g)).toHaveLength(1);
  });

  test('every form of the report shows it', () => {
    expect(renderText(report, 200)).toContain('10.0.0.13  FAILED: lan-address');
    expect(renderText(report, 200)).toContain('Checks: 1 passed, 1 failed, 0 skipped.');
    expect(renderMarkdown(report)).toContain('<br>failed: lan-address"]');
    expect(renderHtml(report, drawReport(report))).toContain(
      '<caption>First causes, most probable first</caption>',
    );
  });
});

test('a failed check of the cluster marks names and requests', () => {
  const report = reportOf(
    'pikube',
    createFailure('coredns-answers', 'cluster', 'SERVFAIL', '10.0.0.1'),
    createFailure('sole-owners', 'LAN', '2 machines', '1 machine'),
  );
  const { names, requests, packets, announcements } = drawReport(report);
  const marked = [...names, ...requests, ...packets, ...announcements].flatMap(({ id, boxes }) =>
    boxes.filter(({ hasFailed }) => hasFailed).map((box) => `${id}: ${box.texts[0]?.text ?? ''}`),
  );
  expect(marked).toEqual([
    'name-path: CoreDNS',
    'request-1: MetalLB address',
    'request-2: MetalLB address',
    'announcements: LAN',
  ]);
});

describe('a failed check of MetalLB', () => {
  const markedIn = (cluster: string, ...findings: readonly object[]) =>
    drawReport(reportOf(cluster, ...findings)).announcements.flatMap(({ boxes }) =>
      boxes.filter(({ hasFailed }) => hasFailed).map(({ id }) => id),
    );

  test('about an address marks the pool with that address only', () => {
    const pools = reportOf('example').announcements;
    const [first] = pools;
    const address = first?.addresses[0]?.split('-')[0] ?? '';
    expect(new Set(pools.map(({ pool }) => pool)).size).toBeGreaterThan(1);
    const failure = { ...createFailure('free-addresses', 'LAN'), components: ['metallb', address] };
    const expected = pools.flatMap(({ pool }, index) => (pool === first?.pool ? [`pool-${index + 1}`] : []));
    expect(markedIn('example', failure)).toEqual(expected);
  });

  test('about a BGP session marks the peers, not the LAN', () => {
    expect(markedIn('rack-bgp', createFailure('bgp-sessions', 'cluster', 'BGP Idle'))).toEqual([
      'receivers-1',
    ]);
    expect(markedIn('pikube', createFailure('bgp-sessions', 'cluster', 'BGP Idle'))).toEqual([]);
  });

  test('about a node that does not announce marks nothing', () => {
    const failure = { ...createFailure('bgp-sessions', 'cluster'), nodes: ['another'] };
    expect(markedIn('rack-bgp', failure)).toEqual([]);
  });

  test('is in the text and in the Markdown', () => {
    const report = reportOf('rack-bgp', createFailure('bgp-sessions', 'cluster', 'BGP Idle'));
    expect(renderText(report, 200)).toContain('FAILED: bgp-sessions');
    expect(renderMarkdown(report)).toContain('receivers: failed: bgp-sessions');
  });
});

test('a workload that is not ready marks the hop of its component', () => {
  const failure = { ...createFailure('workloads-ready', 'cluster'), components: ['coredns'] };
  const { names, requests } = drawReport(reportOf('pikube', failure));
  expect(names.some(isMarkedWith('workloads-ready'))).toBe(true);
  expect(requests.some(isMarkedWith('workloads-ready'))).toBe(false);
});

test('without a result, the page says how to get one', () => {
  const { plan } = checkProfile('profiles/pikube.yaml');
  if (plan === undefined) throw new Error('pikube has errors');
  const report = createReport(plan, []);
  expect(renderHtml(report, drawReport(report))).toContain('verify pikube --format json');
});
