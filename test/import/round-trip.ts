import { importNetwork, readFiles, writeProfile } from '../../src/import';
import { BaseFiles } from '../../src/profile/base-files';
import type { ProfileInput } from '../../src/profile/schema/profile';
import type { Note } from '../../src/import';
import { loadProfile } from '../../src/plan/load-profile';
import { ChartCache } from '../../src/synth/chart-cache';
import { renderCluster } from '../../src/synth/cluster-files';

const cache = new ChartCache();

/** The files of a cluster by their path. */
export type RoundTripFiles = Readonly<Record<string, string>>;

/** What synth writes for a profile; one that does not parse fails the test. */
export function synth(profile: string, manifest?: Imported['manifest']): RoundTripFiles {
  return Object.fromEntries(render(profile, manifest).files);
}

type Imported = ReturnType<typeof importNetwork>;

function render(profile: string, manifest?: Imported['manifest']): ReturnType<typeof renderCluster> {
  const bases = new BaseFiles();
  if (manifest !== undefined) bases.add(manifest.file, manifest.text);
  const { plan, diagnostics } = loadProfile('test.yaml', profile, bases);
  if (plan === undefined || diagnostics.length > 0) {
    throw new Error(
      `${diagnostics.map(({ line, message }) => `${line}: ${message}`).join('\n')}\n${profile}`,
    );
  }
  return renderCluster(plan, cache);
}

function renderObjects(profile: ProfileInput) {
  const text = writeProfile({ profile, comments: new Map(), header: [] });
  return render(text).manifests.flatMap(({ objects }) => objects);
}

/** An import of some files: the profile's text, and what it does not show. */
export function importFiles(files: RoundTripFiles): {
  readonly text: string;
  readonly notes: readonly Note[];
  readonly manifest?: Imported['manifest'];
} {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const imported = importNetwork(readFiles(sources, 'test'), {}, renderObjects);
  const { notes, manifest } = imported;
  return { text: writeProfile({ ...imported, header: [] }), notes, ...(manifest && { manifest }) };
}
