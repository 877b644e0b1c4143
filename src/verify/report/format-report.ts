import type { CauseGroup } from '../causes/group-by-cause';
import type { CheckFinding } from '../finding';
import type { Colors } from './colors';
import { formatCauses } from './format-causes';
import { groupBy } from '../group-by';

/** The findings of a run, and how to print them. */
export interface TextReport {
  readonly findings: readonly CheckFinding[];
  /** The failed findings under their causes. */
  readonly groups: readonly CauseGroup[];
  /** Whether to list what passed; the summary counts it either way. */
  readonly verbose: boolean;
  /** Whether to print the findings that follow from a cause in full. */
  readonly all: boolean;
}

type PassedFinding = Extract<CheckFinding, { outcome: 'passed' }>;
type SkippedFinding = Extract<CheckFinding, { outcome: 'skipped' }>;

/** The findings as text; failures come last, so that a terminal shows them. */
export function formatText({ findings, groups, verbose, all }: TextReport, colors: Colors): string {
  const passed = findings.filter((finding) => finding.outcome === 'passed');
  const skipped = findings.filter((finding) => finding.outcome === 'skipped');
  return [
    ...(verbose ? passed.map((finding) => formatPassed(finding, colors)) : []),
    ...formatSkipped(skipped, colors),
    ...groups.map((group) => formatCauses(group, all, colors)),
    `${formatSummary(findings, groups)}\n`,
  ].join('');
}

/** `120 passed, 8 failed with 1 cause, 3 skipped` */
export function formatSummary(findings: readonly CheckFinding[], groups: readonly CauseGroup[]): string {
  const count = (outcome: CheckFinding['outcome']) =>
    findings.filter((one) => one.outcome === outcome).length;
  const [failed, skipped] = [count('failed'), count('skipped')];
  const causes = `${groups.length} ${groups.length === 1 ? 'cause' : 'causes'}`;
  return [
    `${count('passed')} passed`,
    failed > groups.length ? `${failed} failed with ${causes}` : `${failed} failed`,
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
