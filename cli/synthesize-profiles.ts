import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../network';
import { BaseFiles } from '../profile/base-files';
import { ChartCache } from '../synth/chart-cache';
import { clusterFiles } from '../synth/cluster-files';
import type { FolderOptions } from './cluster-folders';
import { ClusterFolders } from './cluster-folders';
import type { CommandIo } from './command-io';
import { isForStandardOutput, OneFile } from './one-file';
import { colorsFor, formatDiagnostics } from './print-diagnostics';
import { checkProfile } from './profiles';
import { Progress } from './progress';

/** Up to so many clusters at once, each one's next commands are said; of more, one line each. */
const FEW = 10;

/**
 * Writes every cluster that has no errors, and says what is wrong with the others, whose files stay as they are. One
 * cluster at a time, so that a thousand take no more memory than one.
 *
 * @returns exit status
 */
export function synthesizeProfiles(files: readonly string[], options: FolderOptions, io: CommandIo): number {
  const progress = new Progress(files.length, io.stderr);
  const say = (text: string) => progress.say(text);
  const bases = new BaseFiles();
  const cache = new ChartCache();
  const sink = isForStandardOutput(options.output)
    ? new OneFile(options.output)
    : new ClusterFolders(options, bases, files.length <= FEW, say);
  const diagnostics: Diagnostic[] = [];
  let refused = 0;
  try {
    for (const file of files) {
      const content = readFileSync(file, 'utf8');
      const known = sink.unchanged(file, content);
      const checked = known === undefined ? checkProfile(file, bases, content) : undefined;
      diagnostics.push(...(known ?? checked?.diagnostics ?? []));
      if (checked?.plan !== undefined) sink.write(clusterFiles(checked.plan, cache), checked, content);
      else if (checked !== undefined) refused += 1;
      progress.advance();
    }
    sink.finish(refused);
  } finally {
    progress.clear();
  }
  say(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
  return refused === 0 ? 0 : 1;
}
