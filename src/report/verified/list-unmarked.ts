import { CHECKS_WITHOUT_HOP } from './hops-of-checks';
import type { VerifyResult } from './verify-result';

/** The failed checks that no drawing marks, each with the reason. */
export function listUnmarked({ findings }: VerifyResult): readonly { check: string; reason: string }[] {
  const failed = new Set(findings.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check));
  return [...failed].flatMap((check) => {
    const reason = CHECKS_WITHOUT_HOP[check];
    return reason === undefined ? [] : [{ check, reason }];
  });
}
