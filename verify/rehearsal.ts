/** What of a cluster is knowingly not as its profile says, because it is rehearsed and not run. */
export interface Rehearsal {
  /** One line each, for a person. */
  readonly differences: readonly string[];
  /** Name of the config file that tells k3s so, among those of `config.yaml.d`. */
  readonly configFile: string;
  /** The k3s that runs: `v1.36.3+k3s1`. */
  readonly k3sVersion: string;
}
