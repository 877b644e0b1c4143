import { pathOf } from '../diagnostics/profile-path';
import type { NetworkPlan, NodePlan } from '../plan/model';
import type { Change } from './change';

/** Machines that come, go or change. */
export function* nodeChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const now = new Map(after.nodes.map((node) => [node.name, node]));
  for (const old of before.nodes) {
    const node = now.get(old.name);
    if (node === undefined) yield gone(before, old);
    else yield* changed(old, node);
  }
  const known = new Set(before.nodes.map(({ name }) => name));
  for (const node of after.nodes) {
    if (!known.has(node.name)) yield joined(node);
  }
  yield* registration(before, after);
}

function gone({ datastore }: NetworkPlan, { name, role }: NodePlan): Change {
  const quorum =
    role === 'server' && datastore === 'etcd'
      ? ' etcd loses a member with it: never remove two at once.'
      : '';
  return {
    cost: 'by-hand',
    at: ['nodes'],
    message: `Node ${name} is no longer there.`,
    consequence: `Kubernetes keeps a node that does not answer, and its addresses stay planned.${quorum}`,
    steps: [
      `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data`,
      `kubectl delete node ${name}`,
      `${role === 'server' ? 'k3s-uninstall.sh' : 'k3s-agent-uninstall.sh'}  (on ${name})`,
    ],
  };
}

function joined(node: NodePlan): Change {
  return {
    cost: 'applies',
    at: pathOf(node),
    message: `Node ${node.name} is new.`,
    consequence: 'It joins when k3s is installed there.',
    steps: [`Copy its node file to ${node.name} and install k3s there as ${node.role}.`],
  };
}

function* changed(old: NodePlan, node: NodePlan): Iterable<Change> {
  if (old.role !== node.role) yield roleChanged(old, node);
  if (old.nodeIp.join(',') !== node.nodeIp.join(',')) yield addressChanged(old, node);
  const rest = (of: NodePlan) => JSON.stringify([of.flannelIface, of.nodeExternalIp.join(','), of.nodeTaint]);
  if (rest(old) !== rest(node)) yield settingsChanged(node);
  if (old.nodeLabel.join(',') !== node.nodeLabel.join(',')) yield labelsChanged(old, node);
}

function roleChanged(old: NodePlan, node: NodePlan): Change {
  return {
    cost: 'by-hand',
    at: pathOf(node, 'role'),
    message: `Node ${node.name} was ${old.role} and is to be ${node.role}.`,
    consequence: 'k3s cannot turn one into the other: the machine has to leave and to join anew.',
    steps: [
      `kubectl drain ${node.name} --ignore-daemonsets --delete-emptydir-data`,
      `kubectl delete node ${node.name}`,
      `${old.role === 'server' ? 'k3s-uninstall.sh' : 'k3s-agent-uninstall.sh'}  (on ${node.name}), then install k3s as ${node.role}`,
    ],
  };
}

function addressChanged(old: NodePlan, node: NodePlan): Change {
  return {
    cost: 'interrupts',
    at: pathOf(node, 'nodeIp'),
    message: `Node ${node.name} was at ${old.nodeIp.join(',')} and is to be at ${node.nodeIp.join(',')}.`,
    consequence:
      node.role === 'server'
        ? 'Others know a server by its address: certificates, etcd membership and the agents’ way in change with it.'
        : 'Its pods are out of reach until it has told the others where it is.',
    steps: [`Change the address of ${node.name} itself, copy its node file and restart k3s there.`],
  };
}

function settingsChanged(node: NodePlan): Change {
  return {
    cost: 'restart',
    at: pathOf(node),
    message: `Node ${node.name} has another interface, external address or taint.`,
    consequence: 'It is read when k3s starts; taints only when a node registers.',
    steps: [
      `Copy its node file and restart k3s on ${node.name}; change taints by kubectl taint node ${node.name}.`,
    ],
  };
}

/** Kubelets label a node when it registers; a label that is gone from the config stays on the node. */
function labelsChanged(old: NodePlan, node: NodePlan): Change {
  const keep = new Set(node.nodeLabel.map(keyOf));
  const removed = old.nodeLabel.map(keyOf).filter((key) => !keep.has(key));
  const added = node.nodeLabel.filter((label) => !old.nodeLabel.includes(label));
  return {
    cost: 'by-hand',
    at: pathOf(node),
    message: `Node ${node.name} has other labels.`,
    consequence: 'A label that is gone from the config stays on the node.',
    steps: [
      `kubectl label node ${node.name} --overwrite ${[...added, ...removed.map((key) => `${key}-`)].join(' ')}`,
    ],
  };
}

function keyOf(label: string): string {
  return label.slice(0, label.indexOf('='));
}

function* registration(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  if (before.registration.url === after.registration.url) return;
  yield {
    cost: 'restart',
    at: ['registrationAddress'],
    message: `Nodes joined by ${before.registration.url} and are to join by ${after.registration.url}.`,
    consequence: 'Running agents know all servers; only the next start of one needs the new address.',
    steps: [
      'Copy the new node files; servers need the new name in their certificate before anything uses it.',
    ],
  };
}
