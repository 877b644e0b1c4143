import type { VerifyResult } from './verify-result';

/** `Checks: 212 passed, 3 failed, 1 skipped.` */
export function countOutcomes({ findings }: VerifyResult): string {
  const count = (outcome: string) => findings.filter((finding) => finding.outcome === outcome).length;
  return `Checks: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped.`;
}
