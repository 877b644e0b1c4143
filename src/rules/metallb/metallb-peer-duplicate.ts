import type { BGPPeerPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { findPeersSharingNode } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerDuplicate: NetworkRule = {
  id: 'metallb-peer-duplicate',
  severity: 'error',
  title: 'Two BGP peers with the same router address on one node',
  why:
    'A router keeps one session per neighbour: it drops the second, or both in turn. With frr-k8s, MetalLB rejects ' +
    'the peers.',
  fix: 'Remove one of the two, or select different nodes.',
  check(plan, report, source) {
    for (const { peer, other, node } of findPeersSharingNode(plan)) {
      if (destination(peer) !== destination(other) || !sameSession(peer, other, plan.metallb?.bgpBackend))
        continue;
      const path = peer.peerAddress === undefined ? pathOf(peer, 'interface') : pathOf(peer.peerAddress);
      report({
        path,
        message: `${source.quote(path)} is already the address of peer "${other.name}" (${source.line(pathOf(other, 'name'))}), and node "${node.name}" (${source.line(pathOf(node, 'name'))}) has both peers.`,
      });
    }
  },
};

function destination({ peerAddress, interface: name, vrf }: BGPPeerPlan): string {
  return `${peerAddress?.toString() ?? name ?? ''}%${vrf ?? ''}`;
}

/** FRR identifies neighbours by address only; the native backend opens a connection for each. */
function sameSession(a: BGPPeerPlan, b: BGPPeerPlan, backend: string | undefined): boolean {
  if (a.peerAddress === undefined && a.interface === undefined) return false;
  if (backend === 'frr-k8s') return true;
  return a.peerPort === b.peerPort && a.sourceAddress?.toString() === b.sourceAddress?.toString();
}
