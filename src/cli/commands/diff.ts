import type { Change, ChangeCost } from '../../diff';
import { formatPath } from '../../diagnostics';
import { changesBetween } from '../../diff';
import { ChartCache } from '../../synth/chart-cache';
import type { ClusterFiles } from '../../synth/cluster-files';
import { clusterFiles } from '../../synth/cluster-files';
import { deletionCommands } from '../../synth/removed-objects';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';

export interface DiffOptions {
  readonly profiles: string;
  readonly format: 'human' | 'json';
}

/** What a person calls each cost. */
const TITLES: Readonly<Record<ChangeCost, string>> = {
  refused: 'Cannot be done to a running cluster',
  'by-hand': 'Has to be done by hand',
  interrupts: 'Interrupts traffic or names',
  restart: 'Takes effect when nodes restart',
  applies: 'Takes effect when it is applied',
};

/** Says what turns one profile into another, and what that costs a running cluster. Status 1: it cannot be done. */
export function diff(before: string, after: string, options: DiffOptions, io: CommandIo): number {
  const checked = findProfileFiles([before, after], options.profiles).map((file) => checkProfile(file));
  const [old, next] = checked;
  if (old?.plan === undefined || next?.plan === undefined) {
    const diagnostics = checked.flatMap((profile) => profile.diagnostics);
    io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
    return 1;
  }
  const changes = changesBetween(old.plan, next.plan);
  const cache = new ChartCache();
  const [files, nextFiles] = [clusterFiles(old.plan, cache), clusterFiles(next.plan, cache)];
  const report = {
    changes,
    deletions: deletionCommands(files, nextFiles),
    rewritten: rewritten(files, nextFiles),
  };
  io.stdout.write(options.format === 'json' ? asJson(report) : asText(report, colorsFor(io.stdout)));
  return changes.some(({ cost }) => cost === 'refused') ? 1 : 0;
}

interface Report {
  readonly changes: readonly Change[];
  readonly deletions: readonly string[];
  /** Files whose content differs. */
  readonly rewritten: readonly string[];
}

function rewritten(before: ClusterFiles, after: ClusterFiles): readonly string[] {
  return [...after.files]
    .filter(([name, content]) => before.files.get(name) !== content)
    .map(([name]) => name);
}

function asJson({ changes, deletions, rewritten }: Report): string {
  const list = changes.map(({ at, ...change }) => ({ path: formatPath(at), ...change }));
  return `${JSON.stringify({ changes: list, deletions, rewritten }, null, 2)}\n`;
}

function asText({ changes, deletions, rewritten }: Report, colors: ReturnType<typeof colorsFor>): string {
  if (rewritten.length === 0 && deletions.length === 0) return 'Nothing changes on the cluster.\n';
  const costs = Object.keys(TITLES) as ChangeCost[];
  const sections = costs.flatMap((cost) => {
    const ofCost = changes.filter((change) => change.cost === cost);
    return ofCost.length === 0 ? [] : [`${colors.bold(TITLES[cost])}\n${ofCost.map(changeText).join('')}`];
  });
  if (deletions.length > 0)
    sections.push(listed(colors.bold('Left behind: delete it when the rest is done'), deletions));
  if (rewritten.length > 0) sections.push(listed(colors.bold('Files that are written anew'), rewritten));
  return sections.join('\n');
}

function changeText({ at, message, consequence, steps }: Change): string {
  const lines = [
    `  ${formatPath(at)}: ${message}`,
    `      ${consequence}`,
    ...steps.map((step) => `      - ${step}`),
  ];
  return `${lines.join('\n')}\n`;
}

function listed(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
