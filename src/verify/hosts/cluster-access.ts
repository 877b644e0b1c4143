import type { ClusterReader, Host, Kubectl } from '../host';

/** The hosts and the API server that can be reached from where netstack runs. */
export interface ClusterAccess {
  /** For people: `from this machine, which is node pi1`. */
  readonly title: string;
  /** @throws UnreachableError */
  node(name: string): Host;
  /** A LAN client. @throws UnreachableError */
  readonly lan: Host;
  readonly cluster: ClusterReader;
  /** @throws UnreachableError where there is no kubectl */
  readonly kubectl: Kubectl;
  /** Closes connections. */
  close(): Promise<void>;
}
