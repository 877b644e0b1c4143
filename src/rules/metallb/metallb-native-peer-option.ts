import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** What only FRR can do, and whether a peer asks for it. */
const FRR_ONLY: { readonly [K in keyof BGPPeerPlan]?: (peer: BGPPeerPlan) => boolean } = {
  bfdProfile: ({ bfdProfile }) => bfdProfile !== undefined,
  keepaliveTimeSeconds: ({ keepaliveTimeSeconds }) => (keepaliveTimeSeconds ?? 0) > 0,
  connectTimeSeconds: ({ connectTimeSeconds }) => connectTimeSeconds !== undefined,
  vrf: ({ vrf }) => vrf !== undefined,
  enableGracefulRestart: ({ enableGracefulRestart }) => enableGracefulRestart,
  dualStackAddressFamily: ({ dualStackAddressFamily }) => dualStackAddressFamily,
  dynamicASN: ({ dynamicASN }) => dynamicASN !== undefined,
  interface: (peer) => peer.interface !== undefined,
};

export const metallbNativePeerOption: NetworkRule = {
  id: 'metallb-native-peer-option',
  severity: 'error',
  title: 'A BGP peer asks for what only the frr-k8s backend can do',
  why:
    "MetalLB's own BGP does without BFD, keepalive and connect times, VRFs, graceful restart, both families over one " +
    'session, dynamic AS numbers and unnumbered sessions. Its webhook refuses a peer that asks for one of them.',
  fix: 'Set bgpBackend: frr-k8s, or leave the key out.',
  *check({ metallb }, source) {
    if (metallb?.bgpBackend !== 'native') return;
    for (const peer of metallb.bgpPeers) {
      for (const [key, asks] of Object.entries(FRR_ONLY)) {
        if (!asks(peer)) continue;
        yield {
          path: pathOf(peer, key),
          message: `${source.quote(pathOf(peer, key))} asks for what the native BGP backend cannot do.`,
          hint: `Set bgpBackend: frr-k8s, or leave ${key} out.`,
        };
      }
    }
  },
};
