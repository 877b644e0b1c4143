import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Diagnostic } from '../network';
import { BaseFiles } from '../profile/base-files';
import { ChartCache } from '../synth/chart-cache';
import type { ClusterFiles } from '../synth/cluster-files';
import { clusterFiles } from '../synth/cluster-files';
import { writeCluster } from '../synth/write-cluster';
import type { CommandIo } from './command-io';
import { nextSteps, summary } from './next-steps';
import { colorsFor, formatDiagnostics } from './print-diagnostics';
import { checkProfile } from './profiles';

/** Up to so many clusters at once, each one's next commands are said; of more, one line each. */
const FEW = 10;

/**
 * Writes every cluster that has no errors, and says what is wrong with the others, whose files stay as they are. One
 * cluster at a time, so that a thousand take no more memory than one.
 *
 * @returns exit status
 */
export function synthesizeProfiles(files: readonly string[], output: string, io: CommandIo): number {
  const cache = new ChartCache();
  const write = isForStandardOutput(output)
    ? intoOneFile(output)
    : intoFolders(output, files.length <= FEW, io);
  const bases = new BaseFiles();
  const diagnostics: Diagnostic[] = [];
  let failed = 0;
  for (const file of files) {
    const checked = checkProfile(file, bases);
    diagnostics.push(...checked.diagnostics);
    if (checked.plan === undefined) failed += 1;
    else write(clusterFiles(checked.plan, cache));
  }
  io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
  return failed === 0 ? 0 : 1;
}

type WriteCluster = (cluster: ClusterFiles) => void;

function intoFolders(output: string, atLength: boolean, io: CommandIo): WriteCluster {
  return (cluster) => {
    const folder = join(output, cluster.plan.cluster);
    writeCluster(output, cluster);
    io.stderr.write(summary(cluster, folder));
    if (atLength) io.stderr.write(nextSteps(cluster, folder));
  };
}

/** `cdk8s synth --stdout` hands the app a folder of this kind and prints every `*.yaml` in it afterwards. */
function isForStandardOutput(output: string): boolean {
  return /^cdk8s-\w{6}$/.test(basename(output)) && resolve(dirname(output)) === resolve(tmpdir());
}

/** It prints files side by side, without a `---` between them and mixed in pieces of 64 KiB: so it gets one. */
function intoOneFile(output: string): WriteCluster {
  const file = join(output, 'manifests.yaml');
  mkdirSync(output, { recursive: true });
  writeFileSync(file, '');
  let separator = '';
  return ({ manifests }) => {
    for (const { content } of manifests) {
      writeFileSync(file, `${separator}${content}`, { flag: 'a' });
      separator = '---\n';
    }
  };
}
