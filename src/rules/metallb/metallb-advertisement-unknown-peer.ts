import { pathOf, joinList, findNearest } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbAdvertisementUnknownPeer: NetworkRule = {
  id: 'metallb-advertisement-unknown-peer',
  severity: 'error',
  title: 'A BGP advertisement names a peer that does not exist',
  why:
    'MetalLB takes such an advertisement without a word, and announces to the other peers of the list only. The router ' +
    'that was meant never learns the addresses.',
  fix: 'Write the name of one of the bgpPeers.',
  *check({ metallb }, source) {
    if (metallb === undefined || metallb.bgpPeers.length === 0) return;
    const peers = metallb.bgpPeers.map(({ name }) => name);
    for (const advertisement of metallb.bgpAdvertisements) {
      for (const [index, name] of advertisement.peers.entries()) {
        if (peers.includes(name)) continue;
        const path = pathOf(advertisement, 'peers', index);
        const near = findNearest(name, peers);
        yield {
          path: path,
          message: `${source.quote(path)} is not the name of a BGP peer.`,
          hint: near === undefined ? `The peers are ${joinList(peers)}.` : `Did you mean "${near}"?`,
        };
      }
    }
  },
};
