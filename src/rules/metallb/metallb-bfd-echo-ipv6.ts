import { pathOf } from '../../diagnostics';
import { hasFamily, peersOf, poolsOf } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbBfdEchoIpv6: NetworkRule = {
  id: 'metallb-bfd-echo-ipv6',
  severity: 'error',
  title: 'IPv6 pool announced to a peer whose BFD profile has echoMode',
  why:
    'FRR supports the BFD echo function for IPv4 only. MetalLB rejects the whole configuration if a pool with an IPv6 ' +
    'range is announced to such a peer.',
  fix: 'Remove echoMode from the profile, or announce the pool to other peers.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    const echoing = metallb.bfdProfiles.filter(({ echoMode }) => echoMode);
    for (const advertisement of echoing.length > 0 ? metallb.bgpAdvertisements : []) {
      const pool = poolsOf(metallb, advertisement).find((one) => hasFamily(one, 6));
      const peer = peersOf(metallb, advertisement).find(({ bfdProfile }) =>
        echoing.some(({ name }) => name === bfdProfile),
      );
      if (pool === undefined || peer === undefined) continue;
      report({
        path: pathOf(peer, 'bfdProfile'),
        message: `${source.quote(pathOf(peer, 'bfdProfile'))} has echoMode, and MetalLB announces to this peer pool "${pool.name}" (${source.line(pathOf(pool, 'name'))}), which has IPv6.`,
      });
      return;
    }
  },
};
