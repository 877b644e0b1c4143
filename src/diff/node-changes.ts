import { pathOf } from '../diagnostics/profile-path';
import { formatCount } from '../diagnostics/wording';
import type { NetworkPlan, NodePlan } from '../plan/model';
import { run } from '../steps';
import type { Step } from '../steps';
import type { Change } from './change';
import { findChangedKeys, showList } from './change';
import type { NodeOperation } from './node-operations';
import { addressOf, orderNodeOperations } from './node-operations';
import { findLastServerRemoved } from './node-operation-steps';

/** Machines that join, leave or change. */
export function* findNodeChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const operation of orderNodeOperations(before, after)) yield describe(operation, before, after);
  yield* findLostDatastore(before, after);
  for (const node of after.nodes) {
    const old = before.nodes.find(({ name }) => name === node.name);
    if (old !== undefined && old.role === node.role) yield* findSettingChanges(old, node);
  }
  yield* findRegistrationChange(before, after);
}

function describe(operation: NodeOperation, before: NetworkPlan, after: NetworkPlan): Change {
  switch (operation.kind) {
    case 'join':
      return {
        cost: 'applies',
        at: pathOf(operation.node),
        message: `Node ${operation.node.name} is new.`,
        consequence: `It joins as ${roleText(operation.node)} when k3s is installed there.`,
      };
    case 'leave':
      return {
        cost: 'by-hand',
        at: ['nodes'],
        message: `Node ${operation.old.name} leaves the cluster.`,
        consequence: `Kubernetes keeps the Node object of a machine that no longer answers.${memberText(operation.old, before, after)}`,
      };
    case 'role':
      return {
        cost: 'by-hand',
        at: pathOf(operation.node, 'role'),
        message: `The role of node ${operation.node.name} changes from ${operation.old.role} to ${operation.node.role}.`,
        consequence: `k3s cannot turn one into the other: the machine leaves the cluster and joins again.${memberText(operation.old, before, after)}`,
      };
    case 'rename':
      return {
        cost: 'interrupts',
        at: pathOf(operation.node, 'name'),
        message: `The name of node ${operation.old.name} changes to ${operation.node.name}.`,
        consequence: 'The machine registers as a new node, and its pods are created again there.',
      };
    case 'move':
      return describeMove(operation, before);
  }
}

function roleText({ role }: NodePlan): string {
  return role === 'server' ? 'a server' : 'an agent';
}

/** What etcd loses when a server goes. */
function memberText({ role }: NodePlan, before: NetworkPlan, after: NetworkPlan): string {
  if (role !== 'server' || before.datastore !== 'etcd') return '';
  const left = after.servers.length;
  const spare = Math.ceil(left / 2) - 1;
  const members = formatCount(left, 'member', 'members');
  const rest =
    spare < 1 ? `With ${members} etcd stops when one fails` : `With ${members} etcd works when ${spare} fail`;
  return ` etcd loses a member with it: remove one server at a time. ${rest}${spare === 1 ? 's' : ''}.`;
}

function describeMove({ old, node }: Extract<NodeOperation, { kind: 'move' }>, before: NetworkPlan): Change {
  return {
    cost: 'interrupts',
    at: pathOf(node, 'nodeIp'),
    message: `The address of node ${node.name} changes from ${showList(old.nodeIp)} to ${showList(node.nodeIp)}.`,
    consequence: moveConsequence(node, before),
  };
}

function moveConsequence({ role }: NodePlan, { datastore, servers }: NetworkPlan): string {
  if (role === 'agent') return 'Its pods are unreachable until it has announced its new address.';
  if (datastore !== 'etcd')
    return 'Agents and clients know a server by its address, and its certificate changes with it.';
  return servers.length > 1
    ? 'An etcd member cannot change its address. The server leaves etcd and joins again, one server at a time; etcd has one member less meanwhile.'
    : 'An etcd member cannot change its address. With one server, "k3s server --cluster-reset" makes it the only member again, at its new address.';
}

function* findLostDatastore(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const last = findLastServerRemoved(before, after);
  if (last === undefined) return;
  yield {
    cost: 'refused',
    at: ['nodes'],
    message: `${last.name} is the last server that has the cluster's datastore, and does not stay a server.`,
    consequence: 'The cluster would be gone: no other server has its data when it leaves.',
    remedy: `Keep ${last.name} as a server, let the other servers join it (datastore: etcd), and remove it in a second change.`,
  };
}

function* findSettingChanges(old: NodePlan, node: NodePlan): Iterable<Change> {
  const settings = ({ flannelIface, nodeIp, nodeExternalIp }: NodePlan) =>
    JSON.stringify([flannelIface, showList(nodeIp.slice(1)), showList(nodeExternalIp)]);
  if (settings(old) !== settings(node) && addressOf(old) === addressOf(node)) {
    yield {
      cost: 'restart',
      at: pathOf(node),
      message: `Node ${node.name} has another interface, second address or external address.`,
      consequence: 'k3s reads it when it starts on the node.',
    };
  }
  yield* findInterfaceChange(old, node);
  yield* findExtraChange(old, node);
  yield* findTaintChange(old, node);
  yield* findLabelChange(old, node);
}

function* findInterfaceChange(old: NodePlan, node: NodePlan): Iterable<Change> {
  const texts = ({ interfaces }: NodePlan) =>
    interfaces.map(({ name, addresses, kind, vlanId, mtu }) =>
      [name, ...addresses.map(String), kind, vlanId && `VLAN ${vlanId}`, mtu && `MTU ${mtu}`]
        .filter((part) => part !== undefined)
        .join(' '),
    );
  const [before, after] = [texts(old), texts(node)];
  if (showList(before) === showList(after)) return;
  yield {
    cost: 'applies',
    at: pathOf(node, 'interfaces'),
    message: `The further interfaces of node ${node.name} change from ${showList(before)} to ${showList(after)}.`,
    consequence:
      'You configure them on the machine; k3s does not read them. MetalLB announces on them when they exist.',
  };
}

/** Values are left out of the message: a node file may have many. */
function* findExtraChange(old: NodePlan, node: NodePlan): Iterable<Change> {
  const keys = findChangedKeys(old.extra, node.extra);
  if (keys.length === 0) return;
  yield {
    cost: 'restart',
    at: pathOf(node.extra),
    message: `Further keys of k3s change on node ${node.name}: ${showList(keys)}.`,
    consequence: 'k3s reads them when it starts on the node.',
  };
}

/** A node gets taints and labels from its file only when it registers. */
function* findTaintChange(old: NodePlan, node: NodePlan): Iterable<Change> {
  const removed = old.nodeTaint.filter((taint) => !node.nodeTaint.includes(taint));
  const added = node.nodeTaint.filter((taint) => !old.nodeTaint.includes(taint));
  if (removed.length + added.length === 0) return;
  const keyAndEffect = (taint: string) => taint.replace(/=[^:]*/, '');
  const kept = new Set(added.map(keyAndEffect));
  const words = [
    ...removed
      .map(keyAndEffect)
      .filter((taint) => !kept.has(taint))
      .map((taint) => `${taint}-`),
    ...added,
  ];
  yield {
    cost: 'by-hand',
    at: pathOf(node),
    message: `The taints of node ${node.name} change from ${showList(old.nodeTaint)} to ${showList(node.nodeTaint)}.`,
    consequence: 'k3s sets taints only when a node registers.',
    steps: {
      'after-restart': [
        relabel(`taint-${node.name}`, `Change the taints of ${node.name}.`, [
          ...['kubectl', 'taint', 'node', node.name, '--overwrite'],
          ...words,
        ]),
      ],
    },
  };
}

function* findLabelChange(old: NodePlan, node: NodePlan): Iterable<Change> {
  const kept = new Set(node.nodeLabel.map(keyOf));
  const removed = old.nodeLabel.map(keyOf).filter((key) => !kept.has(key));
  const added = node.nodeLabel.filter((label) => !old.nodeLabel.includes(label));
  if (removed.length + added.length === 0) return;
  yield {
    cost: 'by-hand',
    at: pathOf(node),
    message: `The labels of node ${node.name} change from ${showList(old.nodeLabel)} to ${showList(node.nodeLabel)}.`,
    consequence: 'k3s sets labels when a node registers, and never removes one.',
    steps: {
      'after-restart': [
        relabel(`label-${node.name}`, `Change the labels of ${node.name}.`, [
          ...['kubectl', 'label', 'node', node.name, '--overwrite'],
          ...added,
          ...removed.map((key) => `${key}-`),
        ]),
      ],
    },
  };
}

function relabel(id: string, title: string, command: readonly string[]): Step {
  return { id, title, actions: [run(...command)] };
}

function keyOf(label: string): string {
  return label.slice(0, label.indexOf('='));
}

function* findRegistrationChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  if (before.registration.url === after.registration.url) return;
  yield {
    cost: 'restart',
    at: ['registrationAddress'],
    message: `The address by which nodes join changes from ${before.registration.url} to ${after.registration.url}.`,
    consequence: 'Running agents know the addresses of all servers and need the new one at their next start.',
  };
}
