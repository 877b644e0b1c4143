import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clusterNameOf, isClusterName } from '../diagnostics/cluster-name';
import type { CommandIo } from '../diagnostics/command-io';
import { findProfileFiles } from '../profile/profile-files';
import { adoptClusters } from './adopt-clusters';
import { runCdk8s } from './cdk8s-cli';
import { withRecoveredOutput } from './output/recover-output';
import { watchParents } from './parent-processes';
import { RunFolder } from './output/run-folder';
import { describeKept, formatRefused, formatSurplus, REFUSED } from './refused';

const FAILED = 1;

/** What `npm run synth` reads and writes. */
export interface Cdk8sRunOptions {
  /** The folder of the profiles. */
  readonly profiles: string;
  /** The folder that gets a folder for each cluster. */
  readonly output: string;
}

/**
 * Runs `cdk8s synth` into a fresh folder and puts each cluster in place from there. cdk8s-cli itself empties its output
 * folder before it starts the app: a run that is killed, or that finds an error, would cost the old files.
 *
 * @param script the script that runs `cdk8s synth`
 * @returns exit status
 */
export function synthesizeByCdk8s(
  script: string,
  { profiles, output }: Cdk8sRunOptions,
  io: CommandIo,
): Promise<number> {
  // npm starts scripts through a shell.
  const hasLostParent = watchParents(process.env.npm_lifecycle_event !== undefined);
  if (hasLostParent()) return Promise.resolve(FAILED);
  return withRecoveredOutput(output, async () => {
    const files = findProfileFiles([], profiles);
    const run = RunFolder.create(output);
    try {
      const fresh = join(run.path, 'app');
      const { status, messages } = await runCdk8s(script, fresh, hasLostParent, () => run.close());
      const lines = messages.replaceAll(`${fresh}/`, `${output}/`).split(/(?<=\n)/);
      const isComplete = status === 0 || lines.some((line) => line.startsWith(REFUSED));
      if (!isComplete) {
        io.stderr.write(`${lines.join('')}netstack: cdk8s synth failed, nothing was written to ${output}\n`);
        return FAILED;
      }
      const { messages: adopted, missing } = adoptClusters(files, fresh, run, hasLostParent);
      if (hasLostParent()) return FAILED;
      io.stderr.write(adopted.join(''));
      io.stderr.write(formatRefused(missing, describeKept(missing, output)));
      io.stderr.write(formatSurplus(findSurplus(files.map(clusterNameOf), output), profiles));
      io.stderr.write(lines.filter((line) => !line.startsWith(REFUSED)).join(''));
      return status === 0 ? 0 : FAILED;
    } finally {
      // The next run may have begun: it removes what is here.
      if (!hasLostParent()) run.close();
    }
  });
}

/** The folders of clusters that have no profile. */
function findSurplus(clusters: readonly string[], output: string): readonly string[] {
  return readdirSync(output)
    .filter((name) => isClusterName(name) && !clusters.includes(name))
    .map((name) => join(output, name))
    .filter((folder) => existsSync(join(folder, 'images.txt')) && existsSync(join(folder, 'k3s')))
    .sort();
}
