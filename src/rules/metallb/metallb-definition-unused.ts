import { pathOf } from '../../diagnostics';
import { readCommunity } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbDefinitionUnused: NetworkRule = {
  id: 'metallb-definition-unused',
  severity: 'hint',
  title: 'BFD profile or community that nothing refers to',
  why: 'It has no effect by itself: a peer refers to it by bfdProfile, and an advertisement by communities.',
  fix: 'Refer to it, or remove it.',
  check({ metallb }, report, source) {
    if (metallb === undefined || (metallb.bgpBackend === 'native' && metallb.bfdProfiles.length > 0)) return;
    const profiles = metallb.bgpPeers.flatMap(({ bfdProfile }) => bfdProfile ?? []);
    const communities = metallb.bgpAdvertisements
      .flatMap((one) => one.communities)
      .filter((text) => readCommunity(text).kind === 'alias');
    for (const profile of findUnnamed(metallb.bfdProfiles, profiles)) {
      const path = pathOf(profile, 'name');
      report({ path, message: `${source.quote(path)} is a BFD profile that no peer refers to.` });
    }
    for (const community of findUnnamed(metallb.communities, communities)) {
      const path = pathOf(community, 'name');
      report({ path, message: `${source.quote(path)} is a community that no advertisement refers to.` });
    }
  },
};

/** What no name means; nothing where a name is misspelt, since it may mean any of them. */
function findUnnamed<T extends { readonly name: string }>(
  things: readonly T[],
  names: readonly string[],
): T[] {
  if (names.some((name) => !things.some((thing) => thing.name === name))) return [];
  return things.filter(({ name }) => !names.includes(name));
}
