import { pathOf } from '../../diagnostics';
import { hasFamily, peersOf, poolsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBfdEchoIpv6: NetworkRule = {
  id: 'metallb-bfd-echo-ipv6',
  severity: 'error',
  title: 'A pool with IPv6 is announced to a peer whose BFD profile has echoMode',
  why:
    'FRR has the BFD echo function for IPv4 only. MetalLB refuses the whole configuration where a pool with an IPv6 ' +
    'range goes to such a peer.',
  fix: 'Leave echoMode out of the profile, or announce the pool to other peers.',
  *check({ metallb }, source) {
    if (metallb === undefined) return;
    const echoing = metallb.bfdProfiles.filter(({ echoMode }) => echoMode);
    for (const advertisement of echoing.length > 0 ? metallb.bgpAdvertisements : []) {
      const pool = poolsOf(metallb, advertisement).find((one) => hasFamily(one, 6));
      const peer = peersOf(metallb, advertisement).find(({ bfdProfile }) =>
        echoing.some(({ name }) => name === bfdProfile),
      );
      if (pool === undefined || peer === undefined) continue;
      yield {
        path: pathOf(peer, 'bfdProfile'),
        message: `${source.quote(pathOf(peer, 'bfdProfile'))} has echoMode, and this peer is told of pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}), which has IPv6.`,
      };
      return;
    }
  },
};
