import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** RFC 4271, 4.2. */
const SHORTEST_SECONDS = 3;

export const metallbPeerHoldTimeTooShort: NetworkRule = {
  id: 'metallb-peer-hold-time-too-short',
  severity: 'error',
  title: 'BGP hold time below three seconds',
  why:
    'BGP allows a hold time of 0, which disables it, or of at least three seconds. MetalLB and routers reject any ' +
    'other.',
  fix: 'Write 0, or 3 or more. For faster failover use a BFD profile.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      const { holdTimeSeconds } = peer;
      if (holdTimeSeconds === undefined || holdTimeSeconds === 0 || holdTimeSeconds >= SHORTEST_SECONDS)
        continue;
      report({
        path: pathOf(peer, 'holdTimeSeconds'),
        message: `${source.quote(pathOf(peer, 'holdTimeSeconds'))} is not a hold time that BGP allows.`,
      });
    }
  },
};
