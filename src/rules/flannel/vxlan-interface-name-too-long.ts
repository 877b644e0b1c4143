import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** What Linux takes as the name of an interface. */
const LONGEST = 15;

export const vxlanInterfaceNameTooLong: NetworkRule = {
  id: 'vxlan-interface-name-too-long',
  severity: 'error',
  title: "The name of flannel's interface is too long with this VNI",
  why:
    'flannel names its interfaces flannel.<VNI> and flannel-v6.<VNI>, and Linux takes 15 characters. With a VNI of more than ' +
    'seven digits, or four where pods have IPv6, it cannot make them, and k3s ends.',
  fix: 'Choose a VNI of up to 9999999, or up to 9999 with IPv6. The default is 1.',
  *check({ flannel, clusterCidr }, source) {
    if (flannel.backend !== 'vxlan') return;
    const ipv6 = clusterCidr.some(({ family }) => family === 6);
    const name = `${ipv6 ? 'flannel-v6' : 'flannel'}.${flannel.vni}`;
    if (name.length <= LONGEST) return;
    const path = pathOf(flannel, 'vni');
    yield {
      path,
      message: `${source.quote(path)} makes the interface "${name}" of ${name.length} characters, and Linux takes ${LONGEST}.`,
      hint: `flannel could not make it, and k3s would end. Choose up to ${ipv6 ? '9999' : '9999999'}.`,
    };
  },
};
