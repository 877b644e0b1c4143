import type { ClusterReader, Kubectl, Place } from '../place';

/** What can be looked at from where netstack runs. */
export interface Vantage {
  /** In words for a person: `from this machine, which is node pi1`. */
  readonly title: string;
  /** @throws Unreachable */
  node(name: string): Place;
  /** A machine on the LAN that is no node. @throws Unreachable */
  readonly lan: Place;
  readonly cluster: ClusterReader;
  /** @throws Unreachable where there is none */
  readonly kubectl: Kubectl;
  /** Lets go of connections. */
  close(): Promise<void>;
}
