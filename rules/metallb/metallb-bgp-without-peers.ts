import type { Path, Rule, Source } from '../../network';
import { at } from '../../network';

export const metallbBgpWithoutPeers: Rule = {
  id: 'metallb-bgp-without-peers',
  severity: 'error',
  title: 'Addresses are to be announced by BGP, and there is no peer',
  why: 'BGP is a conversation with a router. Without bgpPeers MetalLB opens no session, and no router learns the addresses.',
  fix: 'Add the router to bgpPeers, or announce the pool by L2.',
  *check({ metallb }, source) {
    if (metallb === undefined || metallb.bgpPeers.length > 0) return;
    for (const advertisement of metallb.bgpAdvertisements) {
      const path = nameOrShorthand(at(advertisement), source);
      yield {
        at: path,
        message: `${source.quote(path)} ${path === at(advertisement) ? 'needs a router to announce to' : 'announces by BGP'}, and there are no bgpPeers.`,
      };
    }
  },
};

/** The advertisement's name, or the `advertise` of a pool that stands for it. */
function nameOrShorthand(path: Path, source: Source): Path {
  return source.states([...path, 'name']) ? [...path, 'name'] : path;
}
