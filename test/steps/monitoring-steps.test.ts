import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { newClusterSteps } from '../../src/steps';
import { commandsOf, renderProfile } from '../diff/rendered';

const PROFILE = readFileSync('test/verify/lan/streams.yaml', 'utf8');
const FILE = 'monitoring/netstack-80-monitoring.k8s.yaml';

function stepsOf(profile: string) {
  return newClusterSteps(renderProfile(profile, 'streams'), 'kubectl').filter(
    ({ id }) => id === 'apply-monitoring',
  );
}

test('monitors and alerts are applied only where the operator is, and are no part of the manifests', () => {
  const profile = `${PROFILE}monitoring: {}\n`;
  const steps = stepsOf(profile);
  expect(steps.map(({ condition }) => condition)).toEqual(['prometheus-operator-present']);
  expect(commandsOf(steps)[0]).toContain(FILE);
  const { manifests, files } = renderProfile(profile, 'streams');
  expect(manifests.filter(({ file }) => file.includes('monitoring'))).toEqual([]);
  expect(files.has(FILE)).toBe(true);
  expect(stepsOf(PROFILE)).toEqual([]);
});

test('the alerts follow from the plan: the size of the pool and the fixed addresses', () => {
  const text = renderProfile(`${PROFILE}monitoring: {}\n`, 'streams').files.get(FILE) ?? '';
  const rule = parseAllDocuments(text)
    .map((document) => document.toJS() as { kind: string; spec: { groups: { rules: { expr: string }[] }[] } })
    .find(({ kind }) => kind === 'PrometheusRule');
  const exprs = (rule?.spec.groups ?? []).flatMap(({ rules }) => rules.map(({ expr }) => expr));
  expect(exprs.filter((expr) => expr.includes('pool="lan"'))).toEqual([
    'max by (pool) (metallb_allocator_addresses_in_use_total{job="netstack-metallb-controller",pool="lan"}) >= 46',
  ]);
  const announced = exprs.filter((expr) => expr.includes('metallb_speaker_announced'));
  expect(announced.map((expr) => /ip="([^"]+)"/.exec(expr)?.[1])).toEqual([
    '10.0.0.100',
    '10.0.0.101',
    '10.0.0.102',
  ]);
});
