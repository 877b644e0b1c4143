import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const metallbNativeBfdProfile: NetworkRule = {
  id: 'metallb-native-bfd-profile',
  severity: 'error',
  title: 'BFD profiles need the frr-k8s backend',
  why: 'BFD is part of FRR. With the native backend, MetalLB rejects the whole configuration if there is a BFD profile.',
  fix: 'Set bgpBackend: frr-k8s, or remove bfdProfiles.',
  check({ metallb }, report, source) {
    const [profile] = metallb?.bfdProfiles ?? [];
    if (metallb?.bgpBackend !== 'native' || profile === undefined) return;
    report({
      path: pathOf(profile, 'name'),
      message: `${source.quote(pathOf(profile, 'name'))} is a BFD profile, and the native BGP backend does not support BFD.`,
    });
  },
};
