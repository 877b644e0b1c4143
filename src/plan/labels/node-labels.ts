import type { NetworkPlan, NodePlan, NodeSelector } from '../model';
import { memoize } from '../../evaluation/memoize';
import type { LabelMap } from './label-selector';
import { isSelected } from './label-selector';

/** The label that holds a node's name. */
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/**
 * The labels that a node has as soon as it has joined: those of the profile, the kubelet's and k3s's own. Labels
 * that are given by hand later are not known.
 */
export const listNodeLabels = memoize((node: NodePlan): LabelMap => {
  const role: readonly (readonly [string, string])[] =
    node.role === 'server' ? [['node-role.kubernetes.io/control-plane', 'true']] : [];
  return new Map([
    ['kubernetes.io/os', 'linux'],
    ['beta.kubernetes.io/os', 'linux'],
    ['node.kubernetes.io/instance-type', 'k3s'],
    [HOSTNAME_LABEL, node.name],
    ...role,
    ...node.nodeLabel.map(keyAndValue),
  ]);
});

function keyAndValue(label: string): readonly [string, string] {
  const equals = label.indexOf('=');
  return [label.slice(0, equals), label.slice(equals + 1)];
}

/** The nodes that any of the selectors selects; all of them where there is no selector. */
export function selectNodes({ nodes }: NetworkPlan, selectors: readonly NodeSelector[]): readonly NodePlan[] {
  return selectors.length === 0 ? nodes : nodes.filter((node) => isSelected(selectors, listNodeLabels(node)));
}
