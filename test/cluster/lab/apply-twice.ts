import { dirname } from 'node:path';
import { expect } from 'vitest';
import { readFileSync } from 'node:fs';
import { listApplyCommands } from '../../../src/steps';
import { ChartCache } from '../../../src/synth/chart-cache';
import { renderCluster } from '../../../src/synth/cluster-files';
import { planOf } from '../../plan-of';
import { appliedObjects, marks } from './objects';
import type { RunningLab } from './running-lab';

/** Tries until nothing but the application itself moved a resourceVersion: controllers write states when they like. */
const ATTEMPTS = 5;

/**
 * Applies a cluster's manifests by the commands that synth prints, twice. The second time nothing moves, and
 * `kubectl diff` prints nothing.
 */
export async function expectAppliesTwice(lab: RunningLab): Promise<void> {
  const plan = planOf(readFileSync(lab.profile, 'utf8'), lab.cluster);
  const { manifests } = renderCluster(plan, new ChartCache());
  const commands = listApplyCommands(manifests, dirname(lab.manifests));
  const applyAll = async () => {
    const said: string[] = [];
    for (const words of commands) said.push(await lab.exec('client', ...words));
    return said.join('').split('\n');
  };
  await applyAll();
  let moved: readonly string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = marks(await appliedObjects(lab), 'resourceVersion');
    const said = await applyAll();
    expect(said.filter(isChange)).toEqual([]);
    const after = marks(await appliedObjects(lab), 'resourceVersion');
    moved = after.filter((line) => !before.includes(line));
    if (moved.length === 0) break;
  }
  expect(moved).toEqual([]);
  expect(await lab.output('client', 'kubectl', 'diff', '-f', lab.manifests)).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
}

/** kubectl sends the selector of a PodDisruptionBudget at every apply; whether that moves anything is looked at, too. */
function isChange(line: string): boolean {
  return / (?:created|configured)$/.test(line) && !line.startsWith('poddisruptionbudget.policy/');
}
