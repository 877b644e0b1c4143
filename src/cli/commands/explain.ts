import { findNearest } from '../../diagnostics';
import { PAGES } from '../../rules/registry';
import type { CommandIo } from '../../diagnostics/command-io';
import { UsageError } from '../../profile/profile-files';
import { rulePage } from '../diagnostics/rule-pages';

/**
 * Prints one rule's page.
 *
 * @throws UsageError
 */
export function explain(id: string, io: CommandIo): number {
  const page = PAGES.find((candidate) => candidate.id === id);
  if (page === undefined) throw new UsageError(`there is no rule "${id}"; ${suggestion(id)}`);
  io.stdout.write(rulePage(page));
  return 0;
}

function suggestion(id: string): string {
  const ids = PAGES.map((page) => page.id);
  const near = findNearest(id, ids);
  return near === undefined ? '"netstack rules" lists them all' : `did you mean "${near}"?`;
}
