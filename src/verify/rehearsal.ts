/** What of a cluster is knowingly not as its profile says, because it is rehearsed and not run. */
export interface Rehearsal {
  /** One line each, for a person. */
  readonly differences: readonly string[];
  /** What each node's k3s is told beyond its file, by node. */
  readonly config: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Name servers of the profile that nobody answers for, as the profile names them. */
  readonly silentNameServers: readonly string[];
}
