import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** Options that only FRR supports, and whether a peer has them. */
const FRR_ONLY: { readonly [K in keyof BGPPeerPlan]?: (peer: BGPPeerPlan) => boolean } = {
  bfdProfile: ({ bfdProfile }) => bfdProfile !== undefined,
  keepaliveTimeSeconds: ({ keepaliveTimeSeconds }) => (keepaliveTimeSeconds ?? 0) > 0,
  connectTimeSeconds: ({ connectTimeSeconds }) => connectTimeSeconds !== undefined,
  vrf: ({ vrf }) => vrf !== undefined,
  enableGracefulRestart: ({ enableGracefulRestart }) => enableGracefulRestart,
  dualStackAddressFamily: ({ dualStackAddressFamily }) => dualStackAddressFamily,
  disableMP: ({ disableMP }) => disableMP,
  localASN: ({ localASN }) => localASN !== undefined,
  dynamicASN: ({ dynamicASN }) => dynamicASN !== undefined,
  interface: (peer) => peer.interface !== undefined,
};

export const metallbNativePeerOption: NetworkRule = {
  id: 'metallb-native-peer-option',
  severity: 'error',
  title: 'BGP peer option needs the frr-k8s backend',
  why:
    'The native BGP backend does not support BFD, keepalive and connect times, VRFs, graceful restart, both families ' +
    "over one session, dynamic AS numbers and unnumbered sessions. MetalLB's webhook rejects a peer with one of them.",
  fix: 'Set bgpBackend: frr-k8s, or remove the key.',
  check({ metallb }, report, source) {
    if (metallb?.bgpBackend !== 'native') return;
    for (const peer of metallb.bgpPeers) {
      for (const [key, asks] of Object.entries(FRR_ONLY)) {
        if (!asks(peer)) continue;
        report({
          path: pathOf(peer, key),
          message: `${source.quote(pathOf(peer, key))} is not supported by the native BGP backend.`,
          hint: `Set bgpBackend: frr-k8s, or remove ${key}.`,
        });
      }
    }
  },
};
