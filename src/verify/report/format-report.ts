import type { createColors } from 'picocolors';
import type { CheckFinding } from '..';
import { groupBy } from './group-by';

type Colors = ReturnType<typeof createColors>;

/** The findings of a run, and how to print them. */
export interface TextReport {
  readonly findings: readonly CheckFinding[];
  /** Whether to list what passed; the summary counts it either way. */
  readonly verbose: boolean;
}

type FailedFinding = Extract<CheckFinding, { outcome: 'failed' }>;
type PassedFinding = Extract<CheckFinding, { outcome: 'passed' }>;
type SkippedFinding = Extract<CheckFinding, { outcome: 'skipped' }>;

/** The findings as text; failures come last, so that a terminal shows them. */
export function formatText({ findings, verbose }: TextReport, colors: Colors): string {
  const passed = findings.filter((finding) => finding.outcome === 'passed');
  const skipped = findings.filter((finding) => finding.outcome === 'skipped');
  const failed = findings.filter((finding) => finding.outcome === 'failed');
  return [
    ...(verbose ? passed.map((finding) => formatPassed(finding, colors)) : []),
    ...formatSkipped(skipped, colors),
    ...formatFailed(failed, colors),
    `${formatSummary(findings)}\n`,
  ].join('');
}

/** `120 passed, 1 failed, 3 skipped` */
export function formatSummary(findings: readonly CheckFinding[]): string {
  const count = (outcome: CheckFinding['outcome']) =>
    findings.filter((one) => one.outcome === outcome).length;
  const skipped = count('skipped');
  return [
    `${count('passed')} passed`,
    `${count('failed')} failed`,
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(', ');
}

function formatPassed({ target, check, subject, found }: PassedFinding, colors: Colors): string {
  return `${colors.green('passed')}  ${target}  ${check}  ${subject}: ${found}\n`;
}

/** One block per reason, with every check that was skipped for it. */
function formatSkipped(findings: readonly SkippedFinding[], colors: Colors): readonly string[] {
  const groups = groupBy(findings, ({ reason, next }) => JSON.stringify([reason, next]));
  return [...groups.values()].map((group) => {
    const [{ reason, next } = { reason: '', next: '' }] = group;
    const checks = [...new Set(group.map(({ check }) => check))].join(', ');
    const targets = [...new Set(group.map(({ target }) => target))].join(', ');
    return [
      `${colors.yellow('skipped')}  ${targets}: ${reason}`,
      `  Checks   ${checks}`,
      `  Next     ${next}`,
      '\n',
    ].join('\n');
  });
}

/** One block per check and target: its title and consequence are printed once. */
function formatFailed(findings: readonly FailedFinding[], colors: Colors): readonly string[] {
  const groups = groupBy(findings, ({ check, target }) => JSON.stringify([check, target]));
  return [...groups.values()].map((group) => formatFailedGroup(group, colors));
}

function formatFailedGroup(group: readonly FailedFinding[], colors: Colors): string {
  const [{ target, check, title } = { target: '', check: '', title: '' }] = group;
  const lines = group.flatMap((finding, index) => [
    `  Subject  ${finding.subject}`,
    `  Found    ${finding.found}`,
    `  Planned  ${finding.planned}`,
    ...formatUnlessRepeated('Why      ', group, index, 'why'),
    ...formatUnlessRepeated('Next     ', group, index, 'next'),
  ]);
  const head = `${colors.red('failed')}  ${target}  ${colors.bold(check)}`;
  return [head, `  Check    ${title}`, ...lines, '\n'].join('\n');
}

/** A text that consecutive findings share is printed below the last of them. */
function formatUnlessRepeated(
  heading: string,
  group: readonly FailedFinding[],
  index: number,
  part: 'why' | 'next',
): readonly string[] {
  const text = group[index]?.[part];
  return group[index + 1]?.[part] === text ? [] : [`  ${heading}${text}`];
}

/** The findings as one JSON array. */
export function formatJson(findings: readonly CheckFinding[]): string {
  return `${JSON.stringify(findings, null, 2)}\n`;
}
