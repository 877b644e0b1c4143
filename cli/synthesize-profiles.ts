import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ClusterFiles } from '../synth/cluster-files';
import { ChartCache } from '../synth/chart-cache';
import { clusterFiles } from '../synth/cluster-files';
import { writeCluster } from '../synth/write-cluster';
import type { CommandIo } from './command-io';
import { nextSteps, summary } from './next-steps';
import { colorsFor, formatDiagnostics } from './print-diagnostics';
import type { CheckedProfile } from './profiles';
import { checkProfile } from './profiles';

/** Up to so many clusters at once, each one's next commands are said; of more, one line each. */
const FEW = 10;

/**
 * Writes every cluster that has no errors, and says what is wrong with the others, whose files stay as they are.
 *
 * @returns exit status
 */
export function synthesizeProfiles(files: readonly string[], output: string, io: CommandIo): number {
  const checked = files.map(checkProfile);
  const colors = colorsFor(io.stderr);
  io.stderr.write(
    formatDiagnostics(
      checked.flatMap(({ diagnostics }) => diagnostics),
      colors,
    ),
  );
  const cache = new ChartCache();
  const clusters = checked.flatMap((profile) => rendered(profile, cache));
  if (isForStandardOutput(output)) writeOneFile(output, clusters);
  else for (const cluster of clusters) writeAndTell(output, cluster, clusters.length <= FEW, io);
  return clusters.length === checked.length ? 0 : 1;
}

function rendered({ plan }: CheckedProfile, cache: ChartCache): ClusterFiles[] {
  return plan === undefined ? [] : [clusterFiles(plan, cache)];
}

function writeAndTell(output: string, cluster: ClusterFiles, atLength: boolean, io: CommandIo): void {
  const folder = join(output, cluster.plan.cluster);
  writeCluster(output, cluster);
  io.stderr.write(summary(cluster, folder));
  if (atLength) io.stderr.write(nextSteps(cluster, folder));
}

/** `cdk8s synth --stdout` hands the app a folder of this kind and prints every `*.yaml` in it afterwards. */
function isForStandardOutput(output: string): boolean {
  return /^cdk8s-\w{6}$/.test(basename(output)) && resolve(dirname(output)) === resolve(tmpdir());
}

/** It prints files side by side, without a `---` between them and mixed in pieces of 64 KiB: so it gets one. */
function writeOneFile(output: string, clusters: readonly ClusterFiles[]): void {
  mkdirSync(output, { recursive: true });
  const manifests = clusters.flatMap((cluster) => cluster.manifests.map(({ content }) => content));
  writeFileSync(join(output, 'manifests.yaml'), manifests.join('---\n'));
}
