import { loadProfile } from '../src/plan/load-profile';
import { checkPlan } from '../src/rules/check-plan';
import { ChartCache } from '../src/synth/chart-cache';
import { renderCluster } from '../src/synth/cluster-files';
import { LARGE_PROFILES } from './large-profiles';
import { createClock } from './processor-clock';

/** Runs of each size; the one that was disturbed least counts. */
const RUNS = 3;

/** Below this, the clock of processors and the garbage collector decide more than the stage does. */
const LEAST_MS = 10;

/** A stage of one large profile, and its time by that of a quarter of the profile. */
export interface StageGrowth {
  /** `1,000 nodes: rules` */
  readonly title: string;
  /** Milliseconds of processor time. */
  readonly ms: number;
  readonly quotient: number;
}

type Stage = 'read' | 'rules' | 'render';
type Times = Readonly<Record<Stage, number>>;

/**
 * How the stages of one cluster grow with its size: 4 where time grows as the size does, 5 where as n log n, 16 where as
 * its square.
 */
export function measureLargeGrowth(): readonly StageGrowth[] {
  return LARGE_PROFILES.flatMap(({ kind, n, create }) => {
    const [quarter, whole] = [leastOf(create(n / 4)), leastOf(create(n))];
    return (['read', 'rules', 'render'] as const).map((stage) => ({
      title: `${n.toLocaleString('en')} ${kind}: ${stage}`,
      ms: whole[stage],
      quotient: whole[stage] / Math.max(quarter[stage], LEAST_MS),
    }));
  });
}

/** After a run that the engine warms up in. */
function leastOf(text: string): Times {
  const [, ...runs] = Array.from({ length: RUNS + 1 }, () => measure(text));
  const least = (stage: Stage) => Math.min(...runs.map((times) => times[stage]));
  return { read: least('read'), rules: least('rules'), render: least('render') };
}

function measure(text: string): Times {
  const clock = createClock();
  const { plan, source } = loadProfile('large.yaml', text);
  const read = clock();
  if (plan === undefined) throw new Error('a large profile has no plan');
  const [error] = checkPlan(plan, source).filter(({ rule }) => rule.severity === 'error');
  const rules = clock();
  if (error !== undefined) throw new Error(`a large profile has an error: ${error.message}`);
  renderCluster(plan, new ChartCache());
  return { read, rules, render: clock() };
}
