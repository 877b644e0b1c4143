import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertisementUnknownPeer: NetworkRule = {
  id: 'metallb-advertisement-unknown-peer',
  severity: 'error',
  title: 'BGP advertisement names an unknown peer',
  why:
    'MetalLB accepts the advertisement and announces to the other peers of the list only. The intended router never ' +
    'learns the routes.',
  fix: 'Write the name of one of metallb.bgpPeers.',
  check({ metallb }, report, source) {
    if (metallb === undefined || metallb.bgpPeers.length === 0) return;
    const peers = metallb.bgpPeers.map(({ name }) => name);
    for (const advertisement of metallb.bgpAdvertisements) {
      for (const [index, name] of advertisement.peers.entries()) {
        if (peers.includes(name)) continue;
        const path = pathOf(advertisement, 'peers', index);
        const near = findNearest(name, peers);
        report({
          path,
          message: `${source.quote(path)} is not the name of a BGP peer.`,
          hint: near === undefined ? `The peers are ${joinList(peers)}.` : `Did you mean "${near}"?`,
        });
      }
    }
  },
};
