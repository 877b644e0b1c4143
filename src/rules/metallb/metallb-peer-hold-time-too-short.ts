import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** RFC 4271, 4.2. */
const SHORTEST_SECONDS = 3;

export const metallbPeerHoldTimeTooShort: NetworkRule = {
  id: 'metallb-peer-hold-time-too-short',
  severity: 'error',
  title: 'The hold time of a BGP peer is less than three seconds',
  why:
    'BGP allows a hold time of 0, which is none at all, or of at least three seconds. MetalLB refuses any other, and ' +
    'so do routers.',
  fix: 'Write 0, or 3 and more. For a faster fail-over use a BFD profile.',
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      const { holdTimeSeconds } = peer;
      if (holdTimeSeconds === undefined || holdTimeSeconds === 0 || holdTimeSeconds >= SHORTEST_SECONDS)
        continue;
      yield {
        path: pathOf(peer, 'holdTimeSeconds'),
        message: `${source.quote(pathOf(peer, 'holdTimeSeconds'))} is a hold time that BGP does not allow.`,
      };
    }
  },
};
