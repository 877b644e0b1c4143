import { formatMore } from '../../diagnostics';
import type { CauseGroup } from '../causes/group-by-cause';

/** One line per cause; empty where no check failed. */
export function formatQuiet(groups: readonly CauseGroup[]): string {
  return groups
    .map(({ causes: [first], effects }) => {
      if (first === undefined) return '';
      const follows =
        effects.length === 0 ? '' : `; ${effects.length} ${effects.length === 1 ? 'follows' : 'follow'}`;
      return `${first.target}  ${first.check}  ${first.subject}: ${first.found}, planned ${first.planned}${follows}; more: ${formatMore('checks', first.check)}\n`;
    })
    .join('');
}
