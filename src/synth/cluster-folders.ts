import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics';
import type { BaseFiles } from '../profile/base-files';
import { clusterNameOf } from '../diagnostics/cluster-name';
import type { ClusterFiles } from './cluster-files';
import { removeAbandoned } from './passing-files';
import { writeCluster } from './write-cluster';
import type { ClusterSink } from './cluster-sink';
import { pointToNext, summarize } from './summary';
import type { CheckedProfile } from '../rules/check-profile';
import { Unchanged } from './unchanged';

/** How clusters are written to folders. */
export interface FolderOptions {
  /** Folder that each cluster gets one in. */
  readonly output: string;
  /**
   * Folder to write to for the time being; who calls moves it to `output`, which is what is spoken of.
   *
   * @default - `output`
   */
  readonly staging?: string;
  /**
   * Digest of this program, by which clusters that need not be written are told.
   *
   * @default - all clusters are written, and nothing is noted
   */
  readonly code?: string;
  /**
   * Whether all clusters are written.
   *
   * @default false
   */
  readonly force?: boolean;
}

/** A folder for each cluster. */
export class ClusterFolders implements ClusterSink {
  private readonly known: Unchanged | undefined;
  private readonly counts = { written: 0, unchanged: 0 };

  /**
   * @param isFew whether each cluster's next commands are said; of many, one line each
   * @param say where words for people go
   */
  constructor(
    private readonly options: FolderOptions,
    bases: BaseFiles,
    private readonly isFew: boolean,
    private readonly say: (text: string) => void,
  ) {
    const { output, code, force = false } = options;
    removeAbandoned(output);
    this.known = code === undefined ? undefined : new Unchanged(output, code, force, bases);
  }

  isUnchanged(file: string, content: string): boolean {
    return this.known?.diagnosticsOf(file, content) !== undefined;
  }

  unchanged(file: string, content: string): readonly Diagnostic[] | undefined {
    const diagnostics = this.known?.diagnosticsOf(file, content);
    if (diagnostics === undefined) return undefined;
    this.counts.unchanged += 1;
    const cluster = clusterNameOf(file);
    const { output } = this.options;
    if (this.isFew)
      this.say(`${cluster}: unchanged in ${join(output, cluster)}\n${pointToNext(file, output)}`);
    return diagnostics;
  }

  write(cluster: ClusterFiles, checked: CheckedProfile, content: string): void {
    const { output, staging = output } = this.options;
    const folder = join(output, checked.cluster);
    const state = writeCluster(staging, cluster);
    this.known?.noteWritten(checked, content, state);
    this.counts.written += 1;
    this.say(summarize(cluster, folder));
    if (this.isFew) this.say(pointToNext(checked.file, output));
  }

  adopt(said: readonly string[] | undefined): void {
    if (said === undefined) return;
    this.known?.readAgain();
    // They are found there as they would be written.
    this.counts.written += said.length;
    this.counts.unchanged -= said.length;
    for (const line of said) this.say(`${line}\n`);
  }

  finish(refused: number, isPart: boolean): void {
    const left = this.known?.finish() ?? [];
    if (isPart) return;
    for (const [cluster, profile] of left) {
      const folder = join(this.options.output, cluster);
      this.say(
        `${cluster}: ${profile} is gone; ${folder} is left as it was, delete it when you need it no more\n`,
      );
    }
    if (this.isFew) return;
    const { written, unchanged } = this.counts;
    const errors = refused === 0 ? '' : `, ${refused} with errors and not written`;
    this.say(
      `${written + unchanged + refused} clusters: ${written} written, ${unchanged} unchanged${errors}\n`,
    );
  }
}
