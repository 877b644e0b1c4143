import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordManifests } from '../../src/apply';
import type { ApplyPlanOptions } from '../../src/apply';
import { renderProfile } from '../diff/rendered';
import { nodeState, planWith, runningOf } from './fake-cluster';

const TEXT = readFileSync('profiles/pikube.yaml', 'utf8');
const [packaged, standalone] = [TEXT, TEXT.replace('mode: packaged', 'mode: standalone')].map((text) =>
  renderProfile(text, 'pikube'),
) as [ReturnType<typeof renderProfile>, ReturnType<typeof renderProfile>];

/** Why apply does not change a cluster of one rendering to the other. */
function refusalsOf(before: typeof packaged, after: typeof packaged, more: Partial<ApplyPlanOptions> = {}) {
  const nodes = new Map(before.plan.nodes.map(({ name }) => [name, nodeState(before, name)]));
  const applied = new Set<string>();
  const record = { profile: '', manifests: recordManifests(before.manifests) };
  return planWith(after, runningOf(before, { nodes, applied, record }), { recorded: before.plan, ...more })
    .refusals;
}

test('CoreDNS of k3s in place of the standalone one is refused, with the steps by hand', () => {
  const [refusal, ...others] = refusalsOf(standalone, packaged);
  expect(others).toEqual([]);
  expect(refusal?.reason).toContain('CoreDNS changes from standalone to packaged.');
  const remedy = refusal?.remedy ?? [];
  const deletion = remedy.findIndex((line) => line.includes('delete') && line.includes('service/kube-dns'));
  const restart = remedy.findIndex((line) => line.includes('systemctl restart k3s'));
  const names = remedy.findIndex((line) => line.includes('annotate nodes'));
  expect(deletion).toBeGreaterThan(0);
  expect(restart).toBeGreaterThan(deletion);
  expect(names).toBeGreaterThan(restart);
});

test('the standalone one in place of that of k3s is not refused', () => {
  expect(refusalsOf(packaged, standalone)).toEqual([]);
});

test('the steps by hand have the output folder and the user of ssh', () => {
  const format = { folder: 'out/home', user: 'pi' };
  const [refusal] = refusalsOf(standalone, packaged, { format });
  const text = refusal?.remedy.join('\n') ?? '';
  expect(text).toContain(' out/home/');
  expect(text).toContain('ssh -n pi@10.0.0.11 ');
  expect(text).not.toContain('dist/');
});
