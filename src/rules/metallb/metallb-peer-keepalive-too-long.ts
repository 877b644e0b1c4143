import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerKeepaliveTooLong: NetworkRule = {
  id: 'metallb-peer-keepalive-too-long',
  severity: 'error',
  title: 'A BGP peer is to hear less often than it waits for',
  why:
    'The session ends when nothing was heard for the hold time. A keepalive that comes later than that ends every ' +
    'session, so MetalLB refuses it.',
  fix: 'Write a third of holdTimeSeconds, or leave keepaliveTimeSeconds out.',
  *check({ metallb }, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      const { holdTimeSeconds, keepaliveTimeSeconds } = peer;
      if (holdTimeSeconds === undefined || keepaliveTimeSeconds === undefined) continue;
      if (keepaliveTimeSeconds <= holdTimeSeconds) continue;
      yield {
        path: pathOf(peer, 'keepaliveTimeSeconds'),
        message: `${source.quote(pathOf(peer, 'keepaliveTimeSeconds'))} is longer than holdTimeSeconds ${source.quote(pathOf(peer, 'holdTimeSeconds'))} (${source.line(pathOf(peer, 'holdTimeSeconds'))}).`,
      };
    }
  },
};
