import type { Diagnostic } from './diagnostic';
import { joinList } from './wording';
import { clusterNameOf } from './cluster-name';

/** Clusters that are named where a problem is in many. */
const NAMED = 3;

/** One problem, and the clusters that have it where it stands in a base. */
export interface SharedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Names of clusters; none where the problem stands in the cluster's own profile. */
  readonly clusters: readonly string[];
  /** Whether the message is not the same in all of them, because their own values are in it. */
  readonly varies: boolean;
}

/**
 * What people want to read: a mistake in a base is one mistake, however many clusters extend it. Messages that differ
 * at one place, since each cluster's own values are in them, are shown by the first of them.
 */
export function mergeShared(diagnostics: readonly Diagnostic[]): readonly SharedDiagnostic[] {
  const shared = new Map<
    string | Diagnostic,
    { diagnostic: Diagnostic; clusters: string[]; varies: boolean }
  >();
  for (const diagnostic of diagnostics) {
    const { profile } = diagnostic;
    const key = profile === undefined ? diagnostic : placeOf(diagnostic);
    const known = shared.get(key) ?? { diagnostic, clusters: [], varies: false };
    shared.set(key, known);
    if (profile === undefined) continue;
    known.varies ||=
      known.diagnostic.message !== diagnostic.message || known.diagnostic.hint !== diagnostic.hint;
    const cluster = clusterNameOf(profile);
    if (known.clusters.at(-1) !== cluster) known.clusters.push(cluster);
  }
  return [...shared.values()];
}

function placeOf({ file, line, column, rule, path }: Diagnostic): string {
  return JSON.stringify([file, line, column, rule, path]);
}

/** `In clusters a, b, c and 997 more, with values of their own.` Empty where there is nothing to say. */
export function formatClusters({ clusters, varies }: Omit<SharedDiagnostic, 'diagnostic'>): string {
  if (clusters.length === 0) return '';
  const more = clusters.length - NAMED;
  const named = more > 1 ? [...clusters.slice(0, NAMED), `${more} more`] : clusters;
  const values = varies && clusters.length > 1 ? ', in each with values of its own' : '';
  return `In cluster${clusters.length === 1 ? '' : 's'} ${joinList(named)}${values}.`;
}
