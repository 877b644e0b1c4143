import { importNetwork, readFiles, writeProfile } from '../../src/import';
import type { Note } from '../../src/import';
import { loadProfile } from '../../src/plan/load-profile';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';

const cache = new ChartCache();

/** The files of a cluster by their path. */
export type RoundTripFiles = Readonly<Record<string, string>>;

/** What synth writes for a profile; one that does not parse fails the test. */
export function synth(profile: string): RoundTripFiles {
  const { plan, diagnostics } = loadProfile('test.yaml', profile);
  if (plan === undefined || diagnostics.length > 0) {
    throw new Error(
      `${diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n')}\n${profile}`,
    );
  }
  return Object.fromEntries(renderCluster(plan, cache).files);
}

/** An import of some files: the profile's text, and what it does not show. */
export function importFiles(files: RoundTripFiles): {
  readonly text: string;
  readonly notes: readonly Note[];
} {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const imported = importNetwork(readFiles(sources, 'test'));
  return { text: writeProfile({ ...imported, header: [] }), notes: imported.notes };
}
