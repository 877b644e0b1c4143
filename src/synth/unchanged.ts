import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics';
import type { BaseFiles } from '../profile/base-files';
import { clusterNameOf } from '../diagnostics/cluster-name';
import { FleetIndex } from './fleet-index';
import { digestFolder } from './folder-state';
import type { IndexEntry } from './index-entry';
import type { CheckedProfile } from '../rules/check-profile';

/** Finds the clusters whose folders are up to date. */
export class Unchanged {
  private index: FleetIndex;
  private force: boolean;

  /** Clusters that another process of this run has just written. */
  private justWritten: ReadonlySet<string> = new Set();

  /**
   * @param output the folder that clusters are written to
   * @param code the digest of this program
   * @param force whether every cluster counts as changed
   */
  constructor(
    private readonly output: string,
    private readonly code: string,
    force: boolean,
    private readonly bases: BaseFiles,
  ) {
    this.index = new FleetIndex(output);
    this.force = force;
  }

  /** Takes over what another process of this run has noted meanwhile. */
  readAgain(): void {
    this.save();
    const before = this.index;
    this.index = new FleetIndex(this.output);
    this.force = false;
    const written = [...this.index.clusters].filter(
      ([cluster, { state }]) => before.entryOf(cluster)?.state !== state,
    );
    this.justWritten = new Set(written.map(([cluster]) => cluster));
  }

  /** The diagnostics of a cluster that is up to date; undefined if it has to be written. */
  diagnosticsOf(file: string, content: string): readonly Diagnostic[] | undefined {
    const cluster = clusterNameOf(file);
    const entry = this.index.entryOf(cluster);
    if (entry === undefined || this.force || entry.inputs !== this.inputsOf(file, content)) return undefined;
    const { base, manifests = [] } = entry;
    const others = base === undefined ? manifests : [base, ...manifests];
    if (others.some((one) => this.bases.digestOf(one.file) !== one.digest)) return undefined;
    return this.isAsNoted(cluster, entry) ? entry.diagnostics : undefined;
  }

  /** What this run has just written is not read again: of a thousand clusters that took 2% of the time. */
  private isAsNoted(cluster: string, { state }: IndexEntry): boolean {
    return this.justWritten.has(cluster) || digestFolder(join(this.output, cluster)) === state;
  }

  /** @param state the state of the cluster's folder right after it was written */
  noteWritten(
    { file, cluster, base, manifests, diagnostics }: CheckedProfile,
    content: string,
    state: string,
  ): void {
    const digest = base === undefined ? undefined : this.bases.digestOf(base);
    this.index.record(cluster, {
      profile: relative(this.output, file),
      inputs: this.inputsOf(file, content),
      ...(base !== undefined && digest !== undefined && { base: { file: base, digest } }),
      ...(manifests.length > 0 && { manifests: manifests.map((one) => this.indexFile(one)) }),
      state,
      diagnostics,
    });
  }

  /**
   * Saves the index.
   *
   * @returns the clusters whose profiles no longer exist, each with the profile
   */
  finish(): readonly (readonly [cluster: string, profile: string])[] {
    const left: [string, string][] = [];
    for (const [cluster, { profile }] of this.index.clusters) {
      const file = resolve(this.output, profile);
      if (existsSync(file)) continue;
      if (existsSync(join(this.output, cluster))) left.push([cluster, relative('', file)]);
      else this.index.forget(cluster);
    }
    this.save();
    return left;
  }

  private indexFile(file: string): { readonly file: string; readonly digest: string } {
    return { file, digest: this.bases.digestOf(file) ?? '' };
  }

  private save(): void {
    if (this.index.hasChanged) this.index.save();
  }

  /** The path is one of the inputs, because diagnostics contain it. */
  private inputsOf(file: string, content: string): string {
    return hash('sha256', JSON.stringify([this.code, file, content]), 'base64url');
  }
}
