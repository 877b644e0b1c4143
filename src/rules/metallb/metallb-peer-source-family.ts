import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerSourceFamily: NetworkRule = {
  id: 'metallb-peer-source-family',
  severity: 'error',
  title: 'sourceAddress and peerAddress of different address families',
  why: 'Both ends of a connection have the same family. The speakers cannot open the session and retry endlessly.',
  fix: 'Write a sourceAddress of the family of peerAddress, or remove it.',
  check({ metallb }, report, source) {
    for (const { peerAddress, sourceAddress } of metallb?.bgpPeers ?? []) {
      if (peerAddress === undefined || sourceAddress === undefined) continue;
      if (peerAddress.family === sourceAddress.family) continue;
      report({
        path: pathOf(sourceAddress),
        message: `${source.quote(sourceAddress)} is IPv${sourceAddress.family}, and peerAddress ${source.quote(peerAddress)} (${source.line(peerAddress)}) is IPv${peerAddress.family}.`,
      });
    }
  },
};
