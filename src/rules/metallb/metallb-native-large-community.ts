import type { ProfilePath } from '../../diagnostics';
import type { MetalLbPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { readCommunity } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbNativeLargeCommunity: NetworkRule = {
  id: 'metallb-native-large-community',
  severity: 'error',
  title: 'Large BGP community needs the frr-k8s backend',
  why:
    'The native BGP backend supports communities of two numbers only, and MetalLB rejects the configuration with a ' +
    'large one.',
  fix: 'Set bgpBackend: frr-k8s, or write a community of two numbers.',
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend !== 'native') return;
    for (const { text, path } of communitiesOf(metallb)) {
      if (readCommunity(text).kind !== 'large') continue;
      report({
        path,
        message: `${source.quote(path)} is a large community, and the native BGP backend does not support it.`,
      });
    }
  },
};

function communitiesOf(metallb: MetalLbPlan): { text: string; path: ProfilePath }[] {
  return [
    ...metallb.bgpAdvertisements.flatMap((advertisement) =>
      advertisement.communities.map((text, index) => ({
        text,
        path: pathOf(advertisement, 'communities', index),
      })),
    ),
    ...metallb.communities.map((community) => ({ text: community.value, path: pathOf(community, 'value') })),
  ];
}
