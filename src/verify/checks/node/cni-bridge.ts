import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeVerification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';
import type { Share } from '../../flannel';
import { sharesOf } from '../../flannel';
import type { Link } from '../../readings';
import { readBridgedPods, readLinks, readNode } from '../../readings';

const BRIDGE = 'cni0';

/** The bridge that the node's pods are on. */
export const cniBridge: NodeCheck = {
  id: 'cni-bridge',
  scope: 'node',
  title: "the pods' bridge has the addresses of the node's share, and no others",
  why: 'The CNI plugin refuses every new pod while the bridge has another address than flannel says; old pods go on with addresses that nobody routes to.',
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *look(on: NodeVerification) {
    const links = await readLinks(on.here);
    const shares = sharesOf(on.plan, on.self, await readNode(on.cluster, on.self.name));
    const link = links.find(({ name }) => name === BRIDGE);
    const pods = await readBridgedPods(on.cluster, on.self.name);
    if (link === undefined) yield noBridge(pods, shares, on.plan);
    else yield bridgeAsPlanned(pods.length > 0 ? link : withoutPorts(link, on.plan), shares, on.plan);
  },
};

/** A bridge that the last pod has left goes back to the kernel's own MTU, and takes the next pod's. */
function withoutPorts(link: Link, { flannel }: NetworkPlan): Link {
  return { ...link, mtu: flannel.podMtu };
}

function plannedText(shares: readonly Share[], { flannel }: NetworkPlan): string {
  const addresses = shares.map(({ bridge, podCidr }) => `${bridge}/${podCidr.prefixLength}`).sort();
  return `${addresses.join(' and ')}, MTU ${flannel.podMtu}, up`;
}

function bridgeAsPlanned(link: Link, shares: readonly Share[], plan: NetworkPlan): Observation {
  const addresses = link.addresses
    .filter(({ scope }) => scope !== 'link')
    .map(({ address, prefixLength }) => `${address}/${prefixLength}`)
    .sort();
  const found = `${addresses.join(' and ') || 'no address'}, MTU ${link.mtu}, ${link.up ? 'up' : 'down'}`;
  const planned = plannedText(shares, plan);
  const onlyMtu = found.replace(`MTU ${link.mtu}`, `MTU ${plan.flannel.podMtu}`) === planned;
  return compared(found === planned, {
    ...{ looked: `${BRIDGE} (ip -j -d address)`, found, planned },
    next: onlyMtu
      ? 'delete the pods of this node: the bridge takes the smallest MTU of its ports'
      : `ip link delete ${BRIDGE}, then delete the pods of this node: the bridge is made anew with them`,
  });
}

function noBridge(pods: readonly string[], shares: readonly Share[], plan: NetworkPlan): Observation {
  const look = { looked: `${BRIDGE} (ip -j -d address)`, planned: plannedText(shares, plan) };
  if (pods.length === 0)
    return holds({ ...look, found: 'not there: it is made with the first pod, and none has run here' });
  return fails({
    ...look,
    found: `not there, while pods run here (${pods.slice(0, 3).join(', ')})`,
    next: 'delete the pods of this node: the bridge is made anew with them',
  });
}
