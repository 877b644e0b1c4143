import { clusterNameOf } from '../diagnostics/cluster-name';
import { formatOwnCommand, listFolderOptions } from '../terminal/own-command';
import { visible } from '../terminal/visible';
import type { WritableCluster } from './write-cluster';

/** The number of files and objects of a cluster. */
export interface FileCounts {
  readonly nodeFiles: number;
  readonly manifests: number;
  readonly objects: number;
}

/** Up to this number of clusters, the messages name each cluster's next command. */
export const FEW = 10;

/** One line: what was written for a cluster. */
export function summarize(cluster: string, counts: FileCounts, folder: string): string {
  const { nodeFiles, manifests, objects } = counts;
  const parts = [
    count(nodeFiles, 'node file'),
    `${count(manifests, 'manifest')} (${count(objects, 'object')})`,
  ];
  return `${visible(`${cluster}: ${parts.join(', ')} in ${folder}`)}\n`;
}

export function countRendered({ plan, manifests }: WritableCluster): FileCounts {
  const objects = manifests.reduce((sum, { objectCount }) => sum + objectCount, 0);
  return { nodeFiles: plan.nodes.length, manifests: manifests.length, objects };
}

/** One line: the command that prints the next steps of a cluster. */
export function pointToNext(profile: string, output: string): string {
  const command = formatOwnCommand('next', ...nameProfile(profile), ...listFolderOptions({ output }));
  return `  next steps: ${command}\n`;
}

/** A profile in the usual folder is found by its cluster's name. */
function nameProfile(profile: string): readonly string[] {
  const cluster = clusterNameOf(profile);
  if (profile === `profiles/${cluster}.yaml`) return [cluster];
  return [profile.startsWith('-') ? `./${profile}` : profile];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
