import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics';
import type { BaseFiles } from '../profile/base-files';
import { clusterNameOf } from '../diagnostics/cluster-name';
import { RunFolder } from './output/run-folder';
import { describeKept, formatRefused } from './refused';
import type { WritableCluster } from './write-cluster';
import { writeCluster } from './write-cluster';
import { countRendered, pointToNext, summarize } from './summary';
import type { CheckedProfile } from '../rules/check-profile';
import { Unchanged } from './unchanged';

/** How clusters are written to folders. */
export interface FolderOptions {
  /** The folder that gets a folder for each cluster. */
  readonly output: string;
  /**
   * Digest of this program, by which clusters are found that need not be written.
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

/** The folders of all clusters: a cluster is written where its folder is not up to date. */
export class ClusterFolders {
  private readonly known: Unchanged | undefined;
  private readonly counts = { written: 0, unchanged: 0 };
  private readonly refused: string[] = [];
  private run: RunFolder | undefined;

  /**
   * @param isFew whether each cluster's next commands are printed; of many, one line each
   * @param print prints messages
   */
  constructor(
    private readonly options: FolderOptions,
    bases: BaseFiles,
    private readonly isFew: boolean,
    private readonly print: (text: string) => void,
  ) {
    const { output, code, force = false } = options;
    this.known = code === undefined ? undefined : new Unchanged(output, code, force, bases);
  }

  /** The temporary folder of this run, which is created when something is written. */
  readonly runFolder = (): RunFolder => (this.run ??= RunFolder.create(this.options.output));

  isUnchanged(file: string, content: string): boolean {
    return this.known?.diagnosticsOf(file, content) !== undefined;
  }

  /** The diagnostics of a cluster whose folder is up to date; undefined if it has to be written. */
  unchanged(file: string, content: string): readonly Diagnostic[] | undefined {
    const diagnostics = this.known?.diagnosticsOf(file, content);
    if (diagnostics === undefined) return undefined;
    this.counts.unchanged += 1;
    const cluster = clusterNameOf(file);
    const { output } = this.options;
    if (this.isFew)
      this.print(`${cluster}: unchanged in ${join(output, cluster)}
${pointToNext(file, output)}`);
    return diagnostics;
  }

  /** @param content of the profile that was checked */
  write(cluster: WritableCluster, checked: CheckedProfile, content: string): void {
    const folder = join(this.options.output, checked.cluster);
    const state = writeCluster(this.runFolder(), cluster);
    this.known?.noteWritten(checked, content, state);
    this.counts.written += 1;
    this.print(summarize(checked.cluster, countRendered(cluster), folder));
    if (this.isFew) this.print(pointToNext(checked.file, this.options.output));
  }

  /** Keeps a cluster's folder unchanged, because the profile has errors. */
  refuse(cluster: string): void {
    this.refused.push(cluster);
  }

  /**
   * Takes over what another process has written meanwhile.
   *
   * @param lines one for each of its clusters; undefined where it did not complete
   */
  adopt(lines: readonly string[] | undefined): void {
    if (lines === undefined) return;
    this.known?.readAgain();
    // This process will find them unchanged.
    this.counts.written += lines.length;
    this.counts.unchanged -= lines.length;
    for (const line of lines) this.print(`${line}\n`);
  }

  /** @param isPart whether another process prints the messages that concern all clusters */
  finish(isPart: boolean): void {
    const left = this.known?.finish() ?? [];
    if (isPart) return;
    const { output } = this.options;
    for (const [cluster, profile] of left) {
      const folder = join(output, cluster);
      this.print(
        `${cluster}: ${profile} no longer exists; ${folder} is left as it was, delete it when you no longer need it\n`,
      );
    }
    this.print(formatRefused(this.refused, describeKept(this.refused, output)));
    if (!this.isFew) this.printCounts();
  }

  /** Removes everything that is temporary. */
  close(): void {
    this.run?.close();
  }

  private printCounts(): void {
    const { written, unchanged } = this.counts;
    const refused = this.refused.length;
    const errors = refused === 0 ? '' : `, ${refused} with errors and not written`;
    this.print(
      `${written + unchanged + refused} clusters: ${written} written, ${unchanged} unchanged${errors}\n`,
    );
  }
}
