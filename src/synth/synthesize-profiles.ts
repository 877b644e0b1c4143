import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics';
import { BaseFiles } from '../profile/base-files';
import { ChartCache } from './chart-cache';
import { clusterFiles } from './cluster-files';
import type { FolderOptions } from './cluster-folders';
import { ClusterFolders } from './cluster-folders';
import type { ClusterSink } from './cluster-sink';
import type { CommandIo } from '../diagnostics/command-io';
import { isForStandardOutput, OneFile } from './one-file';
import { colorsFor, formatDiagnostics } from '../diagnostics/print-diagnostics';
import { checkProfile } from '../rules/check-profile';
import { Progress } from './progress';
import { SecondProcess } from './second-process';
import { withSteadyMemory } from './steady-memory';

/** How a fleet is written. */
export interface SynthesisOptions extends FolderOptions {
  /**
   * Words that start this program again, for half of a large fleet.
   *
   * @default - one process writes all
   */
  readonly program?: readonly string[];
  /**
   * Whether another run has handed this one a part of a fleet, and says what is to be said of it.
   *
   * @default false
   */
  readonly isPart?: boolean;
}

/** So many clusters of a fleet are looked at, far apart from each other, to know how many of it have changed. */
const SAMPLE = 16;

/** As many of those make a second process worth its start. */
const MANY = 4;

/** Up to so many clusters at once, each one's next commands are said; of more, one line each. */
const FEW = 10;

/**
 * Writes every cluster that has no errors, and says what is wrong with the others, whose files stay as they are. One
 * cluster at a time, so that a thousand take no more memory than one.
 *
 * @returns exit status
 */
export function synthesizeProfiles(
  files: readonly string[],
  options: SynthesisOptions,
  io: CommandIo,
): Promise<number> {
  return withSteadyMemory(() => writeProfiles(files, options, io));
}

async function writeProfiles(
  files: readonly string[],
  options: SynthesisOptions,
  io: CommandIo,
): Promise<number> {
  const progress = new Progress(files.length, io.stderr);
  const say = (text: string) => progress.say(text);
  const bases = new BaseFiles();
  const cache = new ChartCache();
  const sink = isForStandardOutput(options.output)
    ? new OneFile(options.output)
    : new ClusterFolders(options, bases, files.length <= FEW, say);
  const diagnostics: Diagnostic[] = [];
  const second = secondProcess(files, options, sink);
  let refused = 0;
  try {
    for (const file of files) {
      if (file === second?.files[0]) sink.adopt(await second.ended());
      const content = readFileSync(file, 'utf8');
      const known = sink.unchanged(file, content);
      const checked = known === undefined ? checkProfile(file, bases, content) : undefined;
      // One by one: a call takes some ten thousand arguments, and a list may have more mistakes.
      for (const diagnostic of known ?? checked?.diagnostics ?? []) diagnostics.push(diagnostic);
      if (checked?.plan !== undefined) sink.write(clusterFiles(checked.plan, cache), checked, content);
      else if (checked !== undefined) refused += 1;
      progress.advance();
    }
    sink.finish(refused, options.isPart === true);
    if (options.isPart !== true) say(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
  } finally {
    progress.finish();
  }
  return refused === 0 ? 0 : 1;
}

function haveManyChanged(files: readonly string[], sink: ClusterSink): boolean {
  const sample = files.filter((_, index) => index % Math.ceil(files.length / SAMPLE) === 0);
  return sample.filter((file) => !sink.isUnchanged(file, readFileSync(file, 'utf8'))).length >= MANY;
}

/** Clusters are looked at beforehand only where one could be started at all. */
function secondProcess(
  files: readonly string[],
  { program, output, force = false }: SynthesisOptions,
  sink: ClusterSink,
): SecondProcess | undefined {
  if (program === undefined || !SecondProcess.isWorthIt(files.length)) return undefined;
  return haveManyChanged(files, sink) ? SecondProcess.start(files, { program, output, force }) : undefined;
}
