import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics';
import type { NetworkPlan } from '../plan';
import { BaseFiles } from '../profile/base-files';
import type { FolderOptions } from './cluster-folders';
import { ClusterFolders } from './cluster-folders';
import type { CommandIo } from '../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../diagnostics/print-diagnostics';
import { checkClusterFile } from './check-cluster-file';
import { KeptTexts } from './kept-texts';
import { Progress } from './progress';
import { FEW } from './summary';
import { recallCluster } from './recall-cluster';
import { SecondProcess } from './second-process';
import { SharedPart } from './shared-part';
import { withFleetSettings } from './v8-settings';
import type { WritableCluster } from './write-cluster';

/** How a fleet is written. */
export interface SynthesisOptions extends FolderOptions {
  /**
   * The command that starts this program, for a second process of a large fleet.
   *
   * @default - one process writes all clusters
   */
  readonly program?: readonly string[];
  /**
   * The process ID of the run that has handed this one a part of a fleet. That run prints the messages that concern all
   * clusters; when it ends early, this one does too.
   *
   * @default - the run is not a part of another
   */
  readonly parent?: number;
  /**
   * The folder by which this process and its parent share the files.
   *
   * @default - this process writes all of them
   */
  readonly claims?: string;
  /**
   * The file that keeps what was rendered for the next run. A large fleet is not kept: its clusters share what is equal.
   *
   * @default - nothing is kept
   */
  readonly kept?: string;
}

/** The exit status where a cluster was not written. */
const FAILED = 1;

/** The number of clusters, evenly distributed, that are sampled to estimate how many have changed. */
const SAMPLE = 16;

/** The number of changed clusters in the sample from which a second process is worth its start. */
const MANY = 4;

/**
 * Writes every cluster that has no errors, and prints the errors of the others, whose files are kept. It writes one cluster
 * at a time, so a thousand take no more memory than one.
 *
 * @returns exit status
 */
export function synthesizeProfiles(
  files: readonly string[],
  options: SynthesisOptions,
  io: CommandIo,
): Promise<number> {
  const run = () => writeProfiles(files, options, io);
  // Few clusters need little memory, and loading node:v8 takes longer than one of them saves.
  return files.length <= FEW ? run() : withFleetSettings(run);
}

async function writeProfiles(
  files: readonly string[],
  options: SynthesisOptions,
  io: CommandIo,
): Promise<number> {
  const { parent } = options;
  const progress = new Progress(files.length, io.stderr);
  const print = (text: string) => progress.print(text);
  const bases = new BaseFiles();
  const kept = openKept(files, options);
  const render = createRenderer(kept);
  const folders = new ClusterFolders(options, bases, files.length <= FEW, print);
  const isPart = parent !== undefined;
  const diagnostics: Diagnostic[] = [];
  let status = 0;
  try {
    const second = startSecond(files, options, folders);
    for await (const file of claimFiles(files, options, folders, second)) {
      const content = readFileSync(file, 'utf8');
      const known = folders.unchanged(file, content);
      const checked = known === undefined ? await checkClusterFile(file, bases, content) : undefined;
      // One by one: a call accepts about a hundred thousand arguments, and a profile may have more errors.
      for (const diagnostic of known ?? checked?.diagnostics ?? []) diagnostics.push(diagnostic);
      if (isPart && process.ppid !== parent) return FAILED;
      if (checked?.plan !== undefined) folders.write(await render(checked.plan), checked, content);
      else if (checked !== undefined) {
        folders.refuse(checked.cluster);
        status = FAILED;
      }
      progress.advance();
    }
    folders.finish(isPart);
    kept?.save();
    if (!isPart) print(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
  } finally {
    folders.close();
    progress.finish();
  }
  return status;
}

/** The files that this process writes, and then those that a second one has written, which are unchanged by then. */
async function* claimFiles(
  files: readonly string[],
  { claims }: SynthesisOptions,
  folders: ClusterFolders,
  second: SecondProcess | undefined,
): AsyncGenerator<string> {
  if (claims !== undefined) return yield* new SharedPart(files, claims).claimFromBack();
  if (second === undefined) return yield* files;
  const { shared } = second;
  yield* files.slice(0, files.length - shared.files.length);
  let claimed = 0;
  for (const file of shared.claimFromFront()) {
    claimed += 1;
    yield file;
  }
  folders.adopt(await second.ended());
  yield* shared.files.slice(claimed);
}

function openKept(files: readonly string[], { kept, code, force }: SynthesisOptions): KeptTexts | undefined {
  const isKept = kept !== undefined && code !== undefined && files.length <= FEW && force !== true;
  return isKept ? new KeptTexts(kept, code) : undefined;
}

/** Renders clusters one after the other. What is rendered is not rendered again. */
function createRenderer(kept: KeptTexts | undefined): (plan: NetworkPlan) => Promise<WritableCluster> {
  let renderWithCdk8s: ((plan: NetworkPlan) => WritableCluster) | undefined;
  return async (plan) => {
    const recalled = kept && recallCluster(plan, kept);
    if (recalled !== undefined) return recalled;
    renderWithCdk8s ??= await loadRenderer(kept);
    return renderWithCdk8s(plan);
  };
}

/** Evaluating cdk8s takes longer than writing a cluster. */
async function loadRenderer(kept: KeptTexts | undefined): Promise<(plan: NetworkPlan) => WritableCluster> {
  const { ChartCache } = await import('./chart-cache.js');
  const { renderCluster } = await import('./cluster-files.js');
  const cache = new ChartCache(undefined, kept);
  return (plan) => renderCluster(plan, cache);
}

function haveManyChanged(files: readonly string[], folders: ClusterFolders): boolean {
  const sample = files.filter((_, index) => index % Math.ceil(files.length / SAMPLE) === 0);
  return sample.filter((file) => !folders.isUnchanged(file, readFileSync(file, 'utf8'))).length >= MANY;
}

/** Samples the clusters only where a second process could start at all. */
function startSecond(
  files: readonly string[],
  { program, output, force = false }: SynthesisOptions,
  folders: ClusterFolders,
): SecondProcess | undefined {
  if (program === undefined || !SecondProcess.isWorthIt(files.length)) return undefined;
  if (!haveManyChanged(files, folders)) return undefined;
  return SecondProcess.start(files, { program, output, force, folder: folders.runFolder().path });
}
