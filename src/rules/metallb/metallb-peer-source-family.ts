import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerSourceFamily: NetworkRule = {
  id: 'metallb-peer-source-family',
  severity: 'error',
  title: 'A session to an address of one family is to come from one of the other',
  why: 'Both ends of a connection are of one family. The speakers cannot open the session, and retry for ever.',
  fix: 'Write a sourceAddress of the same family as peerAddress, or leave it out.',
  *check({ metallb }, source) {
    for (const { peerAddress, sourceAddress } of metallb?.bgpPeers ?? []) {
      if (peerAddress === undefined || sourceAddress === undefined) continue;
      if (peerAddress.family === sourceAddress.family) continue;
      yield {
        path: pathOf(sourceAddress),
        message: `${source.quote(sourceAddress)} is IPv${sourceAddress.family}, and peerAddress ${source.quote(peerAddress)} (${source.line(peerAddress)}) is IPv${peerAddress.family}.`,
      };
    }
  },
};
