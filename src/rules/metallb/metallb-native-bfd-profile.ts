import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbNativeBfdProfile: NetworkRule = {
  id: 'metallb-native-bfd-profile',
  severity: 'error',
  title: 'There are BFD profiles, and the BGP backend has no BFD',
  why: 'BFD is a part of FRR. With the native backend MetalLB refuses the whole configuration as soon as there is a profile.',
  fix: 'Set bgpBackend: frr-k8s, or leave bfdProfiles out.',
  *check({ metallb }, source) {
    const [profile] = metallb?.bfdProfiles ?? [];
    if (metallb?.bgpBackend !== 'native' || profile === undefined) return;
    yield {
      path: pathOf(profile, 'name'),
      message: `${source.quote(pathOf(profile, 'name'))} is a BFD profile, and the native BGP backend has no BFD.`,
    };
  },
};
