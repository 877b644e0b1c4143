import { findNearest } from '../../diagnostics';
import { PAGES } from '../../rules/registry';
import type { CommandIo } from '../../diagnostics/command-io';
import { UsageError } from '../../profile/profile-files';
import { formatOwnCommand } from '../../terminal/own-command';
import { ALL_CHECKS } from '../../verify';
import { explainCheck } from '../../verify/report/explain-check';
import { rulePage } from '../diagnostics/rule-pages';

/**
 * Prints the page of a rule or a check.
 *
 * @throws UsageError
 */
export function explain(id: string, io: CommandIo): number {
  const page = PAGES.find((candidate) => candidate.id === id);
  const check = ALL_CHECKS.find((candidate) => candidate.id === id);
  if (page === undefined && check === undefined) {
    throw new UsageError(`there is no rule or check "${id}"; ${suggestId(id)}`);
  }
  if (page !== undefined) io.stdout.write(rulePage(page));
  if (check !== undefined) io.stdout.write(explainCheck(check));
  return 0;
}

function suggestId(id: string): string {
  const near = findNearest(
    id,
    [...PAGES, ...ALL_CHECKS].map((page) => page.id),
  );
  return near === undefined
    ? `"${formatOwnCommand('rules')}" lists the rules, docs/verify.md the checks`
    : `did you mean "${near}"?`;
}
