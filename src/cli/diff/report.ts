import type { Change, ChangeCost, ObjectChange } from '../../diff';
import { formatCount, formatPath } from '../../diagnostics';
import type { colorsFor } from '../../diagnostics/print-diagnostics';
import type { Step } from '../../steps';
import { formatSteps } from '../../steps';
import { visible } from '../../terminal/visible';
import type { StepOptions } from '../steps/step-options';
import { stepFormat, stepsAsJson } from '../steps/step-output';

const TITLES: Readonly<Record<ChangeCost, string>> = {
  refused: 'Not possible on a running cluster',
  'by-hand': 'Removes or replaces machines or objects',
  interrupts: 'Interrupts traffic or names',
  restart: 'Takes effect when nodes restart',
  applies: 'Takes effect when it is applied',
};

/** What turns one state of a cluster into another. */
export interface DiffReport {
  readonly cluster: string;
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  /** Files with another content, or new ones. */
  readonly rewritten: readonly string[];
  readonly removed: readonly string[];
  /** Objects that differ, where both renderings are known. @default - they are not compared */
  readonly objects?: readonly ObjectChange[];
  /** Why the change is not possible, beyond refused changes. */
  readonly refusals?: readonly DiffRefusal[];
}

/** Why a change is not possible, and what to do. */
export interface DiffRefusal {
  readonly reason: string;
  readonly remedy: readonly string[];
}

/** The report for programs. */
export function formatDiffJson(
  { cluster, changes, steps, rewritten, removed, objects, refusals }: DiffReport,
  options: StepOptions,
): string {
  const list = changes.map(({ at, cost, message, consequence, remedy }) => ({
    path: formatPath(at),
    ...{ cost, message, consequence, remedy },
  }));
  const report = {
    changes: list,
    steps: stepsAsJson(steps, cluster, options),
    ...{ rewritten, removed },
    ...(objects && { objects }),
    ...(refusals && { refusals }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report for people. */
export function formatDiffText(
  report: DiffReport,
  options: StepOptions,
  colors: ReturnType<typeof colorsFor>,
): string {
  const { cluster, changes, steps, rewritten, removed, objects = [], refusals = [] } = report;
  if ([changes, steps, rewritten, removed, objects, refusals].every(({ length }) => length === 0))
    return 'Nothing changes on the cluster.\n';
  const costs = Object.keys(TITLES) as ChangeCost[];
  const sections = costs.flatMap((cost) => {
    const ofCost = changes.filter((change) => change.cost === cost);
    return ofCost.length === 0 ? [] : [`${colors.bold(TITLES[cost])}\n${ofCost.map(formatChange).join('')}`];
  });
  if (refusals.length > 0)
    sections.unshift(`${colors.bold(TITLES.refused)}\n${refusals.map(formatRefusal).join('')}`);
  if (objects.length > 0)
    sections.push(formatList(colors.bold('Objects that change'), objects.flatMap(formatObject)));
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

function formatRefusal({ reason, remedy }: DiffRefusal): string {
  return [`  ${reason}`, ...remedy.map((line) => `      ${line}`)]
    .map((line) => `${visible(line)}\n`)
    .join('');
}

/** Most fields of one object that are printed. */
const MAX_FIELDS = 8;

/** Longest value that is printed in full. */
const MAX_VALUE = 60;

function formatObject({ object, kind, fields }: ObjectChange): readonly string[] {
  if (kind !== 'changed') return [`${object} is ${kind}`];
  const more = fields.length - MAX_FIELDS;
  return [
    object,
    ...fields
      .slice(0, MAX_FIELDS)
      .map(({ path, before, after }) => `    ${path}: ${shorten(before)} -> ${shorten(after)}`),
    ...(more > 0 ? [`    and ${formatCount(more, 'more field', 'more fields')}`] : []),
  ];
}

function shorten(value = 'not set'): string {
  const line = value.replace(/\n/g, ' ');
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE)}…` : line;
}
