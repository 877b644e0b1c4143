import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clusterNameOf } from '../diagnostics/cluster-name';
import { countFiles, isSameFolder } from './output/cluster-folder';
import type { RunFolder } from './output/run-folder';
import { FEW, pointToNext, summarize } from './summary';

/** What became of the clusters of a fleet. */
export interface Adoption {
  /** The messages about the clusters that are in place. */
  readonly messages: readonly string[];
  /** The clusters that the folder does not have. */
  readonly missing: readonly string[];
}

/**
 * Puts the clusters of a folder into the output folder, each in the place of its present one. Equal ones stay, so that
 * what `netstack synth` has noted of them remains valid.
 *
 * @param files the profiles of all clusters
 * @param hasLostParent whether the process that started this one has ended: then no further cluster is replaced
 */
export function adoptClusters(
  files: readonly string[],
  fresh: string,
  run: RunFolder,
  hasLostParent: () => boolean,
): Adoption {
  const messages: string[] = [];
  const missing: string[] = [];
  for (const file of files) {
    // Another run may write to the same folder by now.
    if (hasLostParent()) break;
    const cluster = clusterNameOf(file);
    const folder = join(fresh, cluster);
    if (existsSync(folder)) {
      messages.push(adoptCluster(cluster, folder, run));
      if (files.length <= FEW) messages.push(pointToNext(file, run.output));
    } else missing.push(cluster);
  }
  return { messages, missing };
}

function adoptCluster(cluster: string, folder: string, run: RunFolder): string {
  const target = join(run.output, cluster);
  if (isSameFolder(folder, target)) return `${cluster}: unchanged in ${target}\n`;
  run.replace(cluster, folder);
  return summarize(cluster, countFiles(target), target);
}
