import type { CauseGroup } from '../causes/group-by-cause';
import type { CheckFinding } from '../finding';
import { formatSummary } from './format-report';

/** One line for each outcome that changed since the previous run, then the summary; empty where none did. */
export function formatChanges(
  before: readonly CheckFinding[],
  now: readonly CheckFinding[],
  { groups, at }: { readonly groups: readonly CauseGroup[]; readonly at: Date },
): string {
  const known = new Map(before.map((finding) => [formatKey(finding), finding.outcome]));
  const changed = now.filter((finding) => known.get(formatKey(finding)) !== finding.outcome);
  if (changed.length === 0) return '';
  const time = at.toISOString().slice(11, 19);
  return [
    ...changed.map((finding) => `${time}  ${formatLine(finding)}\n`),
    `${time}  ${formatSummary(now, groups)}\n`,
  ].join('');
}

function formatKey({ check, target, subject }: CheckFinding): string {
  return JSON.stringify([check, target, subject]);
}

function formatLine(finding: CheckFinding): string {
  const { outcome, target, check, subject } = finding;
  const what = outcome === 'skipped' ? finding.reason : finding.found;
  const next = outcome === 'failed' ? `; next: ${finding.next}` : '';
  return `${outcome}  ${target}  ${check}  ${subject}: ${what}${next}`;
}
