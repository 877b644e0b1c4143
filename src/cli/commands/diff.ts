import { changeSteps, findChanges } from '../../diff';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, printDiagnostics } from '../../diagnostics/print-diagnostics';
import type { NetworkPlan } from '../../plan';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import type { ApplyWay, RenderedCluster } from '../../steps';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import type { DiffReport } from '../diff/report';
import { formatDiffJson, formatDiffText } from '../diff/report';
import { compareWritten } from '../diff/written';
import type { StepOptions } from '../steps/step-options';

export interface DiffOptions extends StepOptions {
  readonly profiles: string;
  readonly format: 'human' | 'json';
  /** Compare one profile with what runs in its cluster. */
  readonly live?: boolean;
  /** Compare one profile with the files that synth wrote last. */
  readonly written?: boolean;
  readonly kubeconfig?: string;
}

/**
 * Reports what turns one state of a cluster into another, and what that costs: two profiles, or one profile and what runs or
 * was written. Status 1: it is not possible.
 */
export async function diff(named: readonly string[], options: DiffOptions, io: CommandIo): Promise<number> {
  expectArguments(named, options);
  const files = findProfileFiles(named, options.profiles);
  const checked = files.map((file) => checkCluster(file));
  const plans = checked.flatMap(({ plan }) => plan ?? []);
  const [first, second] = plans;
  if (first === undefined || plans.length < checked.length) {
    const diagnostics = checked.flatMap((profile) => profile.diagnostics);
    printDiagnostics(diagnostics, io.stderr);
    return 1;
  }
  const report = await compare(files[0] ?? '', first, second, options);
  const text =
    options.format === 'json'
      ? formatDiffJson(report, options)
      : formatDiffText(report, options, colorsFor(io.stdout));
  io.stdout.write(text);
  const { changes, refusals = [] } = report;
  return refusals.length > 0 || changes.some(({ cost }) => cost === 'refused') ? 1 : 0;
}

/** @throws UsageError */
function expectArguments(
  { length }: readonly string[],
  { live = false, written = false }: DiffOptions,
): void {
  if (live && written) throw new UsageError('--live and --written exclude each other');
  const isAlone = live || written;
  if (length === (isAlone ? 1 : 2)) return;
  throw new UsageError(
    isAlone
      ? `${live ? '--live' : '--written'} compares one profile: name one`
      : 'name two profiles, or one with --live or --written',
  );
}

async function compare(
  file: string,
  first: NetworkPlan,
  second: NetworkPlan | undefined,
  options: DiffOptions,
): Promise<DiffReport> {
  if (options.live === true) {
    const { compareLive } = await import('../diff/live.js');
    return compareLive(file, first, options);
  }
  if (second === undefined) return compareWritten(first, options);
  const cache = new ChartCache();
  return comparePlans(renderCluster(first, cache), renderCluster(second, cache), options.apply);
}

function comparePlans(before: RenderedCluster, after: RenderedCluster, way: ApplyWay): DiffReport {
  const changes = findChanges(before.plan, after.plan);
  return {
    cluster: after.plan.cluster,
    changes,
    steps: changeSteps(before, after, changes, way),
    rewritten: [...after.files]
      .filter(([name, content]) => before.files.get(name) !== content)
      .map(([name]) => name),
    removed: [...before.files.keys()].filter((name) => !after.files.has(name)),
  };
}
