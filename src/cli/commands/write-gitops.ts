import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { CommandIo } from '../../diagnostics/command-io';
import { formatCount } from '../../diagnostics/wording';
import { renderEngineFiles } from '../../gitops';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { selectProfiles } from '../../profile/select-profiles';
import { checkCluster } from '../../synth/check-objects';
import { ChartCache } from '../../synth/chart-cache';
import { renderCluster } from '../../synth/cluster-files';
import { visible } from '../../terminal/visible';
import type { GitOpsOptions } from '../gitops/options';

/** What a call of synth names, as far as the engines need it. */
export interface DeliveryRequest extends GitOpsOptions {
  readonly profiles: string;
  readonly output: string;
  readonly only: readonly string[];
}

/**
 * Ensures that the options are complete, before anything is written.
 *
 * @throws UsageError
 */
export function checkGitOpsOptions({ gitops, repository, output, gitopsOutput }: DeliveryRequest): void {
  if (gitops === undefined) return;
  if (gitops !== 'flux' && repository === undefined)
    throw new UsageError(`--gitops ${gitops} needs the URL of the repository: --repository <url>`);
  for (const folder of [output, gitopsOutput]) pathInRepository(folder);
}

/** Writes the objects of the engine for every cluster without errors. */
export function writeGitOps(named: readonly string[], request: DeliveryRequest, io: CommandIo): void {
  const { gitops, gitopsOutput, repository = '', branch, profiles, output, only } = request;
  if (gitops === undefined) return;
  const cache = new ChartCache();
  const clusters = selectProfiles(findProfileFiles(named, profiles), only).flatMap((file) => {
    const { plan } = checkCluster(file);
    if (plan === undefined) return [];
    const { manifests } = renderCluster(plan, cache);
    return [{ name: plan.cluster, manifests: new Map(manifests.map((one) => [one.file, one.content])) }];
  });
  const source = {
    ...{ repository, branch },
    path: pathInRepository(output),
    enginePath: pathInRepository(gitopsOutput),
  };
  const files = renderEngineFiles(gitops, clusters, source);
  for (const [name, content] of files) {
    const file = join(gitopsOutput, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  io.stderr.write(
    `${visible(`${gitops}: ${formatCount(files.size, 'file', 'files')} in ${gitopsOutput}`)}\n`,
  );
}

/** A folder as a path in the repository, whose root is the working directory. */
function pathInRepository(folder: string): string {
  const path = relative('', folder);
  if (path === '' || path.startsWith('..') || isAbsolute(path))
    throw new UsageError(`"${folder}" is not below this folder, which has to be the root of the repository`);
  return path;
}
