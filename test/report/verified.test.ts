import { describe, expect, test } from 'vitest';
import { createReport, drawReport } from '../../src/report/network-report';
import { renderDrawio } from '../../src/report/formats/drawio';
import { renderHtml } from '../../src/report/formats/html';
import { renderMarkdown } from '../../src/report/formats/markdown';
import { renderSvg } from '../../src/report/formats/svg';
import { renderText } from '../../src/report/formats/text';
import { HOPS_OF_CHECKS } from '../../src/report/verified/hops-of-checks';
import { parseVerifyResult, VerifyResultError } from '../../src/report/verified/verify-result';
import { checkProfile } from '../../src/rules/check-profile';
import { CHECKS } from '../../src/verify';
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

describe('what verify saw', () => {
  test('every check has its hops, or none on purpose', () => {
    expect(Object.keys(HOPS_OF_CHECKS).sort()).toEqual(CHECKS.map(({ id }) => id).sort());
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
  const { names, requests, packets } = drawReport(report);
  const marked = [...names, ...requests, ...packets].flatMap(({ id, boxes }) =>
    boxes.filter(({ hasFailed }) => hasFailed).map((box) => `${id}: ${box.texts[0]?.text ?? ''}`),
  );
  expect(marked).toEqual(['name-path: CoreDNS', 'request-1: MetalLB address', 'request-2: MetalLB address']);
});

test('without a result, the page says how to get one', () => {
  const { plan } = checkProfile('profiles/pikube.yaml');
  if (plan === undefined) throw new Error('pikube has errors');
  const report = createReport(plan, []);
  expect(renderHtml(report, drawReport(report))).toContain('verify pikube --format json');
});
