import type { Path } from '../place';
import { at } from '../place';
import type { CoreDnsPlan, DnsForward } from '../plan';
import { forwardsOf } from './coredns-zones';
import type { NameServer } from './name-server';
import { parseNameServer } from './name-server';

/** A name server of a forward, and where it is written. */
export interface AskedServer extends NameServer {
  readonly forward: DnsForward;
  readonly path: Path;
}

/** The name servers of one forward. */
export function serversOf(forward: DnsForward): readonly AskedServer[] {
  return forward.to.map((text, index) => ({
    ...parseNameServer(text),
    forward,
    path: at(forward, 'to', index),
  }));
}

/** The name servers of all forwards. */
export function allServers(coredns: CoreDnsPlan): readonly AskedServer[] {
  return coredns.mode === 'none' ? [] : forwardsOf(coredns).flatMap(serversOf);
}
