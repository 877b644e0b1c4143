import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbPeerKeepaliveTooLong: NetworkRule = {
  id: 'metallb-peer-keepalive-too-long',
  severity: 'error',
  title: 'BGP keepalive time longer than the hold time',
  why:
    'A session goes down when no message arrives within the hold time. With a longer keepalive time it always would, ' +
    'so MetalLB rejects it.',
  fix: 'Write a third of holdTimeSeconds, or remove keepaliveTimeSeconds.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      const { holdTimeSeconds, keepaliveTimeSeconds } = peer;
      if (holdTimeSeconds === undefined || keepaliveTimeSeconds === undefined) continue;
      if (keepaliveTimeSeconds <= holdTimeSeconds) continue;
      report({
        path: pathOf(peer, 'keepaliveTimeSeconds'),
        message: `${source.quote(pathOf(peer, 'keepaliveTimeSeconds'))} is longer than holdTimeSeconds ${source.quote(pathOf(peer, 'holdTimeSeconds'))} (${source.line(pathOf(peer, 'holdTimeSeconds'))}).`,
      });
    }
  },
};
