import type { NetworkPlan } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';
import type { Share } from '../../flannel';
import { deriveShares } from '../../flannel';
import type { Link } from '../../readings';
import { readBridgedPods, readLinks, readNode } from '../../readings';

const BRIDGE = 'cni0';

/** The bridge of the node's pods. */
export const cniBridge: NodeCheck = {
  id: 'cni-bridge',
  scope: 'node',
  title: "cni0 has the addresses of the node's pod CIDR and no others",
  why: "While cni0 has another address than flannel's subnet file, the CNI plugin fails for every new pod, and running pods keep addresses that no node routes to.",
  dependsOn: ['flannel-subnet', 'pod-cidr'],
  applies: ({ flannel }) => flannel.backend !== 'none',
  async *observe(context: NodeContext) {
    const links = await readLinks(context.host);
    const shares = deriveShares(
      context.plan,
      context.self,
      await readNode(context.cluster, context.self.name),
    );
    const link = links.find(({ name }) => name === BRIDGE);
    const pods = await readBridgedPods(context.cluster, context.self.name);
    if (link === undefined) yield noBridge(pods, shares, context.plan);
    else
      yield bridgeAsPlanned(pods.length > 0 ? link : withoutPorts(link, context.plan), shares, context.plan);
  },
};

/** A bridge without ports has the kernel's default MTU; the next pod sets it again. */
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
  return passIf(found === planned, {
    ...{ subject: `${BRIDGE} (ip -j -d address)`, found, planned },
    next: onlyMtu
      ? 'delete the pods of this node: the bridge has the smallest MTU of its ports'
      : `ip link delete ${BRIDGE}, then delete the pods of this node: new pods create the bridge again`,
  });
}

function noBridge(pods: readonly string[], shares: readonly Share[], plan: NetworkPlan): Observation {
  const texts = { subject: `${BRIDGE} (ip -j -d address)`, planned: plannedText(shares, plan) };
  if (pods.length === 0)
    return pass({
      ...texts,
      found: 'no such interface: the first pod creates it, and no pod has run on this node',
    });
  return fail({
    ...texts,
    found: `no such interface, while pods run (${pods.slice(0, 3).join(', ')})`,
    next: 'delete the pods of this node: new pods create the bridge again',
  });
}
