import { describePage } from '../../diagnostics';
import { formatProof } from '../causes/format-proof';
import type { CauseGroup } from '../causes/group-by-cause';
import type { CheckFinding, FailedFinding } from '../finding';

/** The findings and their groups as one JSON object. Groups refer to findings by their index. */
export function formatJson(findings: readonly CheckFinding[], groups: readonly CauseGroup[]): string {
  const indexes = (list: readonly FailedFinding[]) => list.map((finding) => findings.indexOf(finding));
  const report = {
    findings: findings.map((finding) =>
      finding.outcome === 'failed'
        ? { ...finding, ...describeProof(finding), ...describePage('checks', finding.check) }
        : finding,
    ),
    groups: groups.map(({ causes, effects }) => ({ causes: indexes(causes), effects: indexes(effects) })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function describeProof(finding: FailedFinding): { readonly proof?: string } {
  const proof = formatProof(finding);
  return proof === undefined ? {} : { proof };
}
