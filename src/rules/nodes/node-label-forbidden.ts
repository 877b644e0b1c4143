import { pathOf } from '../../diagnostics';
import { quoteCommand } from '../../terminal/quote-command';
import type { NetworkRule } from '../network-rule';

/** Labels of Kubernetes that a kubelet may set on its own node. */
const ALLOWED: ReadonlySet<string> = new Set([
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'kubernetes.io/arch',
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'node.kubernetes.io/instance-type',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
]);

export const nodeLabelForbidden: NetworkRule = {
  id: 'node-label-forbidden',
  severity: 'error',
  title: 'Node label that the kubelet may not set on its own node',
  why:
    'The NodeRestriction admission plugin lets a kubelet set only some labels of kubernetes.io and k8s.io. With ' +
    'another one it exits with "unknown kubernetes.io or k8s.io labels specified with --node-labels".',
  fix:
    'Use a prefix of your own, or node.kubernetes.io/. Set role labels with kubectl label node after the node has ' +
    'joined.',
  check({ nodes }, report, source) {
    for (const node of nodes) {
      for (const [index, label] of node.nodeLabel.entries()) {
        const key = label.split('=')[0] as string;
        if (!isOfKubernetes(key) || isAllowed(key)) continue;
        const path = pathOf(node, 'nodeLabel', index);
        report({
          path,
          message: `${source.quote(path)} is a label that the kubelet of node "${node.name}" may not set on its own node.`,
          hint: `The kubelet would not start. Run "${quoteCommand(['kubectl', 'label', 'node', node.name, label])}" after the node has joined, or use a prefix of your own.`,
        });
      }
    }
  },
};

/** The part before the slash, which names the owner of the label. */
function prefixOf(key: string): string {
  return key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
}

function isOfKubernetes(key: string): boolean {
  return /(^|\.)(kubernetes|k8s)\.io$/.test(prefixOf(key));
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction */
function isAllowed(key: string): boolean {
  return ALLOWED.has(key) || /(^|\.)(kubelet|node)\.kubernetes\.io$/.test(prefixOf(key));
}
