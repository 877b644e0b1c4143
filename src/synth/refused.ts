import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { visible } from '../terminal/visible';

/** How many clusters or folders a line names. */
const NAMED = 5;

/** How the line begins that names the clusters that were not written. */
export const REFUSED = 'not written: ';

/**
 * One line: the clusters that were not written, and why. Empty where all were.
 *
 * @param kept what remains of them in the output folder
 */
export function formatRefused(clusters: readonly string[], kept = ''): string {
  if (clusters.length === 0) return '';
  const whose = clusters.length === 1 ? 'its profile has' : 'their profiles have';
  return `${REFUSED}${nameSome(clusters)}, because ${whose} errors${kept === '' ? '' : `; ${kept}`}\n`;
}

/** What remains in the output folder of clusters that were not written. */
export function describeKept(clusters: readonly string[], output: string): string {
  const kept = clusters.map((cluster) => join(output, cluster)).filter((folder) => existsSync(folder));
  if (kept.length === 0) return '';
  return kept.length === 1
    ? `${kept[0]} is left as it was`
    : `their folders in ${output} are left as they were`;
}

/** One line: folders of clusters that have no profile any more. */
export function formatSurplus(folders: readonly string[], profiles: string): string {
  if (folders.length === 0) return '';
  const has = folders.length === 1 ? 'has' : 'have';
  return `${nameSome(folders)} ${has} no profile in ${profiles}; delete what you no longer need\n`;
}

function nameSome(names: readonly string[]): string {
  const more = names.length - NAMED;
  return visible(more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', '));
}
