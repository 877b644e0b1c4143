/** Where the engine finds what synth has written. */
export interface GitOpsSource {
  /** URL of the repository. Flux knows it from its own GitRepository. */
  readonly repository: string;
  readonly branch: string;
  /** Folder in the repository that synth writes clusters to: `dist`. */
  readonly path: string;
  /** Folder in the repository that the files of the engine are written to: `gitops`. */
  readonly enginePath: string;
}

/** A cluster that an engine delivers. */
export interface DeliveredCluster {
  readonly name: string;
  /** Contents of its files of manifests by name, in the order in which they are applied. */
  readonly manifests: ReadonlyMap<string, string>;
}
