import type { Change, ChangeCost } from '../../diff';
import { changeSteps, findChanges } from '../../diff';
import { formatPath } from '../../diagnostics';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkCluster } from '../../synth/check-objects';
import type { ApplyWay, RenderedCluster, Step } from '../../steps';
import { formatSteps } from '../../steps';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { visible } from '../../terminal/visible';
import type { StepOptions } from '../steps/step-options';
import { stepFormat, stepsAsJson } from '../steps/step-output';

export interface DiffOptions extends StepOptions {
  readonly profiles: string;
  readonly format: 'human' | 'json';
}

const TITLES: Readonly<Record<ChangeCost, string>> = {
  refused: 'Not possible on a running cluster',
  'by-hand': 'Removes or replaces machines or objects',
  interrupts: 'Interrupts traffic or names',
  restart: 'Takes effect when nodes restart',
  applies: 'Takes effect when it is applied',
};

/** Reports what turns one profile into another, and what that costs a running cluster. Status 1: it is not possible. */
export function diff(before: string, after: string, options: DiffOptions, io: CommandIo): number {
  const checked = findProfileFiles([before, after], options.profiles).map((file) => checkCluster(file));
  const [old, next] = checked;
  if (old?.plan === undefined || next?.plan === undefined) {
    const diagnostics = checked.flatMap((profile) => profile.diagnostics);
    io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
    return 1;
  }
  const cache = new ChartCache();
  const [files, nextFiles] = [renderCluster(old.plan, cache), renderCluster(next.plan, cache)];
  const report = compare(files, nextFiles, options.apply);
  const text =
    options.format === 'json' ? asJson(report, options) : asText(report, options, colorsFor(io.stdout));
  io.stdout.write(text);
  return report.changes.some(({ cost }) => cost === 'refused') ? 1 : 0;
}

interface Report {
  readonly cluster: string;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  /** Files with another content, or new ones. */
  readonly rewritten: readonly string[];
  readonly removed: readonly string[];
}

function compare(before: RenderedCluster, after: RenderedCluster, way: ApplyWay): Report {
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

function asJson({ cluster, changes, steps, rewritten, removed }: Report, options: DiffOptions): string {
  const list = changes.map(({ at, cost, message, consequence, remedy }) => ({
    path: formatPath(at),
    ...{ cost, message, consequence, remedy },
  }));
  const report = { changes: list, steps: stepsAsJson(steps, cluster, options), rewritten, removed };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function asText(report: Report, options: DiffOptions, colors: ReturnType<typeof colorsFor>): string {
  const { cluster, changes, steps, rewritten, removed } = report;
  if ([changes, steps, rewritten, removed].every(({ length }) => length === 0))
    return 'Nothing changes on the cluster.\n';
  const costs = Object.keys(TITLES) as ChangeCost[];
  const sections = costs.flatMap((cost) => {
    const ofCost = changes.filter((change) => change.cost === cost);
    return ofCost.length === 0 ? [] : [`${colors.bold(TITLES[cost])}\n${ofCost.map(formatChange).join('')}`];
  });
  if (rewritten.length > 0) sections.push(formatList(colors.bold('Files that change'), rewritten));
  if (removed.length > 0) sections.push(formatList(colors.bold('Files that go'), removed));
  if (steps.length > 0)
    sections.push(`${colors.bold('Steps')}\n${formatSteps(steps, stepFormat(cluster, options))}`);
  return sections.join('\n');
}

function formatChange({ at, message, consequence, remedy }: Change): string {
  const lines = [
    `  ${formatPath(at)}: ${message}`,
    `      ${consequence}`,
    ...(remedy === undefined ? [] : [`      ${remedy}`]),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function formatList(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${visible(line)}\n`).join('')}`;
}
