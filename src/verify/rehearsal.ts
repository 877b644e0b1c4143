/** Known differences between a lab and its profile. */
export interface Rehearsal {
  /** One line each, for people. */
  readonly differences: readonly string[];
  /** Each node's k3s configuration beyond its node file, by node. */
  readonly config: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Name servers of the profile that do not exist in the lab, as the profile writes them. */
  readonly silentNameServers: readonly string[];
}
