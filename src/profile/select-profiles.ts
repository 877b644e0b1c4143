import { findNearest } from '../diagnostics';
import { clusterNameOf } from '../diagnostics/cluster-name';
import { UsageError } from './profile-files';

/**
 * The profiles of the clusters that a call wants; `*` stands for any part of a name, `?` for one character.
 *
 * @param patterns all profiles where there are none
 * @throws UsageError where one of the patterns fits no cluster
 */
export function selectProfiles(files: readonly string[], patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return files;
  const named = files.map((file) => ({ file, cluster: clusterNameOf(file) }));
  const wanted = new Set<string>();
  for (const pattern of patterns) {
    const fits = expressionOf(pattern);
    const fitting = named.filter(({ cluster }) => fits.test(cluster));
    if (fitting.length === 0)
      throw nothingFits(
        pattern,
        named.map(({ cluster }) => cluster),
      );
    for (const { file } of fitting) wanted.add(file);
  }
  return files.filter((file) => wanted.has(file));
}

function expressionOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`, 'u');
}

function nothingFits(pattern: string, clusters: readonly string[]): UsageError {
  const near = findNearest(pattern.replace(/[*?]/g, ''), clusters);
  const advice = near === undefined ? '' : `; did you mean "${near}"?`;
  return new UsageError(`no cluster is named "${pattern}"${advice}`);
}
