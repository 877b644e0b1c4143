import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Longest name of an interface in Linux. */
const LONGEST = 15;

export const vxlanInterfaceNameTooLong: NetworkRule = {
  id: 'vxlan-interface-name-too-long',
  severity: 'error',
  title: "VNI makes the name of flannel's interface too long",
  why:
    'flannel names its interfaces flannel.<VNI> and flannel-v6.<VNI>, and Linux allows 15 characters. With a VNI of ' +
    'more than seven digits, or four with IPv6, flannel cannot create them and k3s exits.',
  fix: 'Choose a VNI of up to 9999999, or up to 9999 with IPv6. The default is 1.',
  check({ flannel, clusterCidr }, report, source) {
    if (flannel.backend !== 'vxlan') return;
    const ipv6 = clusterCidr.some(({ family }) => family === 6);
    const name = `${ipv6 ? 'flannel-v6' : 'flannel'}.${flannel.vni}`;
    if (name.length <= LONGEST) return;
    const path = pathOf(flannel, 'vni');
    report({
      path,
      message: `${source.quote(path)} makes the interface "${name}" of ${name.length} characters, and Linux allows ${LONGEST}.`,
      hint: `flannel could not create it, and k3s would exit. Choose up to ${ipv6 ? '9999' : '9999999'}.`,
    });
  },
};
