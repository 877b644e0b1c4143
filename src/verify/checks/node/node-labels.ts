import type { NetworkPlan, NodePlan, NodeSelector } from '../../../plan';
import { listNodeLabels } from '../../../plan';
import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import type { NodeObject, NodeTaint } from '../../readings';
import { readNode } from '../../readings';

/** Taints that Kubernetes sets by itself while a Node has a problem, which node-ready reports. */
const LIFECYCLE = /^node\.(?:kubernetes|cloudprovider\.kubernetes)\.io\//;

/** MetalLB announces no address from a node with this label. */
const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Labels by which ServiceLB selects nodes. */
const SERVICE_LB = ['svccontroller.k3s.cattle.io/enablelb', 'svccontroller.k3s.cattle.io/lbpool'];

/** The labels and taints by which MetalLB, ServiceLB and the scheduler select the node. */
export const nodeLabels: NodeCheck = {
  id: 'node-labels',
  scope: 'node',
  title: "the Node has the profile's taints, and the labels that select nodes",
  why: 'A taint or label that differs keeps the pods of Traefik and ServiceLB off the node, or makes MetalLB announce from other nodes.',
  dependsOn: ['node-addresses', 'k3s-arguments'],
  async *observe({ plan, self, cluster }: NodeContext) {
    const node = await readNode(cluster, self.name);
    yield compareTaints(node, self);
    yield compareLabels(node, self, plan);
  },
};

function compareTaints({ spec }: NodeObject, { name, nodeTaint }: NodePlan): Observation {
  const live = (spec.taints ?? []).filter(({ key }) => !LIFECYCLE.test(key)).map(formatTaint);
  const planned = nodeTaint.map((taint) => taint.replace('=:', ':'));
  const added = live.filter((taint) => !planned.includes(taint));
  const missing = planned.filter((taint) => !live.includes(taint));
  const [extra] = added;
  const [lost = ''] = missing;
  return passIf(added.length + missing.length === 0, {
    subject: `taints of Node ${name}`,
    found: live.join(', ') || 'none',
    planned: planned.join(', ') || 'none',
    next: `${extra === undefined ? formatKubectl('taint', 'node', name, lost) : formatKubectl('taint', 'node', name, `${extra}-`)}, or set nodeTaint in the profile`,
  });
}

function formatTaint({ key, value, effect }: NodeTaint): string {
  return `${key}${value === undefined || value === '' ? '' : `=${value}`}:${effect}`;
}

function compareLabels({ metadata }: NodeObject, node: NodePlan, plan: NetworkPlan): Observation {
  const labels = listNodeLabels(node);
  const keys = new Set([
    ...listSelectingKeys(plan),
    ...node.nodeLabel.map((label) => label.split('=')[0] ?? ''),
  ]);
  const different = [...keys].filter((key) => metadata.labels?.[key] !== labels.get(key)).sort();
  const text = (value: string | undefined, key: string) =>
    value === undefined ? `no ${key}` : `${key}=${value}`;
  const changes = different.map((key) => (labels.has(key) ? `${key}=${labels.get(key)}` : `${key}-`));
  return passIf(different.length === 0, {
    subject: `labels of Node ${node.name}`,
    found:
      different.length === 0
        ? 'as planned'
        : different.map((key) => text(metadata.labels?.[key], key)).join(', '),
    planned:
      different.length === 0 ? 'as planned' : different.map((key) => text(labels.get(key), key)).join(', '),
    next: `${formatKubectl('label', '--overwrite', 'node', node.name, ...changes)}, or set nodeLabel in the profile`,
  });
}

/** The keys of labels by which the plan's components select nodes; Kubernetes itself sets the common ones. */
function listSelectingKeys({ metallb, serviceLb }: NetworkPlan): readonly string[] {
  if (metallb === undefined) return serviceLb.enabled ? SERVICE_LB : [];
  const { l2Advertisements, bgpAdvertisements, bgpPeers } = metallb;
  const selectors = [...l2Advertisements, ...bgpAdvertisements, ...bgpPeers].flatMap(
    (one) => one.nodeSelectors,
  );
  return [EXCLUDE, ...(serviceLb.enabled ? SERVICE_LB : []), ...selectors.flatMap(listKeys)].filter(
    (key) => !key.endsWith('kubernetes.io/arch'),
  );
}

function listKeys({ matchLabels, matchExpressions }: NodeSelector): readonly string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}
