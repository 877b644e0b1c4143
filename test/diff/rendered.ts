import { changeSteps, findChanges } from '../../src/diff';
import { formatSteps } from '../../src/steps';
import type { ApplyWay, RenderedCluster, Step } from '../../src/steps';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';
import { planOf } from '../plan-of';

/** What synth writes for a profile's text. */
export function renderProfile(text: string, cluster = 'test'): RenderedCluster {
  return renderCluster(planOf(text, cluster), new ChartCache());
}

/** The steps from one profile's text to another. */
export function stepsBetween(before: string, after: string, way: ApplyWay = 'kubectl'): readonly Step[] {
  const [old, next] = [renderProfile(before), renderProfile(after)];
  return changeSteps(old, next, findChanges(old.plan, next.plan), way);
}

/** The lines of shell of some steps, without comments. */
export function commandsOf(steps: readonly Step[]): readonly string[] {
  return formatSteps(steps, { folder: 'dist/test' })
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
