import { formatMore } from '../../diagnostics';
import { formatProof } from '../causes/format-proof';
import type { CauseGroup } from '../causes/group-by-cause';
import type { CheckFinding, FailedFinding } from '../finding';
import { groupBy } from '../group-by';

/**
 * The findings as JUnit XML: a test suite per check, a test case per finding.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function formatJunit(
  cluster: string,
  findings: readonly CheckFinding[],
  groups: readonly CauseGroup[],
): string {
  const suites = [...groupBy(findings, ({ check }) => check)].map(([check, list]) =>
    formatSuite(check, list, groups),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="verify ${escapeXml(cluster)}" ${formatCounts(findings)}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function formatCounts(findings: readonly CheckFinding[]): string {
  const count = (outcome: CheckFinding['outcome']) =>
    findings.filter((one) => one.outcome === outcome).length;
  return `tests="${findings.length}" failures="${count('failed')}" skipped="${count('skipped')}" errors="0"`;
}

function formatSuite(
  check: string,
  findings: readonly CheckFinding[],
  groups: readonly CauseGroup[],
): string {
  return [
    `  <testsuite name="${escapeXml(check)}" ${formatCounts(findings)}>`,
    ...findings.map((finding) => formatCase(finding, groups)),
    '  </testsuite>',
  ].join('\n');
}

function formatCase(finding: CheckFinding, groups: readonly CauseGroup[]): string {
  const { check, target, subject } = finding;
  const head = `    <testcase classname="${escapeXml(check)}" name="${escapeXml(`${target}: ${subject}`)}"`;
  if (finding.outcome === 'passed') return `${head}/>`;
  const content =
    finding.outcome === 'skipped'
      ? `<skipped message="${escapeXml(`${finding.reason}; ${finding.next}`)}"/>`
      : formatFailure(finding, groups);
  return [`${head}>`, `      ${content}`, '    </testcase>'].join('\n');
}

function formatFailure(finding: FailedFinding, groups: readonly CauseGroup[]): string {
  const cause = groups.find(({ effects }) => effects.includes(finding))?.causes[0];
  const proof = formatProof(finding);
  const lines = [
    `Found: ${finding.found}`,
    `Planned: ${finding.planned}`,
    `Why: ${finding.why}`,
    `Next: ${finding.next}`,
    ...(proof === undefined ? [] : [`Proof: ${proof}`]),
    `More: ${formatMore('checks', finding.check)}`,
    ...(cause === undefined ? [] : [`Follows from: ${cause.check} of ${cause.target}`]),
  ];
  const type = cause === undefined ? 'cause' : 'effect';
  return `<failure type="${type}" message="${escapeXml(finding.found)}">${escapeXml(lines.join('\n'))}</failure>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters were escaped when the check ran; XML cannot contain them in any form. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
