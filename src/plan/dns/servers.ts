import type { ProfilePath } from '../../diagnostics/profile-path';
import { pathOf } from '../../diagnostics/profile-path';
import type { CoreDnsPlan, DnsForward } from '../model';
import { memoize } from '../../evaluation/memoize';
import { forwardsOf } from './coredns-zones';
import type { NameServer } from '../../address/name-server';
import { parseNameServer } from '../../address/name-server';

/** A name server of a forward, and where it is written. */
export interface AskedServer extends NameServer {
  readonly forward: DnsForward;
  /** As the profile names it: `tls://9.9.9.9`. */
  readonly text: string;
  readonly path: ProfilePath;
}

/** The name servers of one forward. */
export const serversOf = memoize((forward: DnsForward): readonly AskedServer[] =>
  forward.to.map((text, index) => ({
    ...parseNameServer(text),
    forward,
    text,
    path: pathOf(forward, 'to', index),
  })),
);

/** The name servers of all forwards. */
export const allServers = memoize((coredns: CoreDnsPlan): readonly AskedServer[] =>
  coredns.mode === 'none' ? [] : forwardsOf(coredns).flatMap(serversOf),
);
