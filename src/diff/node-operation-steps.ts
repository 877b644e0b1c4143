import { formatForUrl } from '../address';
import type { NetworkPlan, NodePlan } from '../plan/model';
import {
  copyNodeFiles,
  downloadInstallScript,
  dropInPath,
  hostOf,
  instruct,
  joinNode,
  rejoinServer,
  run,
  runOn,
  serviceOf,
  waitForNewNode,
  waitForNode,
} from '../steps';
import type { Step, StepAction, StepHost } from '../steps';
import type { NodeOperation } from './node-operations';
import { addressOf, orderNodeOperations } from './node-operations';

/** Servers that have the datastore while the operations run, with their addresses at that moment. */
type Servers = ReadonlyMap<string, StepHost>;

/**
 * The last server that has the datastore and goes before another one has it.
 *
 * @returns undefined where a server always stays, or where the datastore is elsewhere
 */
export function findLastServerRemoved(before: NetworkPlan, after: NetworkPlan): NodePlan | undefined {
  if (before.datastore === 'external') return undefined;
  let servers: Servers = currentServers(before);
  // No server can join an sqlite database; it is converted to etcd when a remaining server restarts.
  const joinable =
    after.datastore === 'etcd' && (before.datastore === 'etcd' || hasKeptServer(before, after));
  for (const operation of orderNodeOperations(before, after)) {
    const next = serversAfter(servers, operation);
    const isLost = 'old' in operation && next.size === 0;
    if (isLost) return operation.old;
    if (joinable || operation.kind !== 'join') servers = next;
  }
  return undefined;
}

function hasKeptServer(before: NetworkPlan, after: NetworkPlan): boolean {
  return before.servers.some(({ name }) => after.servers.some((server) => server.name === name));
}

function currentServers({ servers }: NetworkPlan): Servers {
  return new Map(servers.map((server) => [server.name, hostOf(server)]));
}

function serversAfter(servers: Servers, operation: NodeOperation): Servers {
  const next = new Map(servers);
  if ('old' in operation) next.delete(operation.old.name);
  if ('node' in operation && operation.node.role === 'server')
    next.set(operation.node.name, hostOf(operation.node));
  return next;
}

/** The steps of all operations on machines, one machine after the other. */
export function nodeOperationSteps(before: NetworkPlan, after: NetworkPlan): readonly Step[] {
  const operations = orderNodeOperations(before, after);
  let servers = currentServers(before);
  const steps: Step[] = [];
  for (const operation of operations) {
    steps.push(...stepsOf(operation, { before, after, servers }));
    servers = serversAfter(servers, operation);
  }
  const installs = operations.some(({ kind }) => kind === 'join' || kind === 'role');
  return [
    ...(operations.some((one) => changesEtcd(one, before)) ? [saveSnapshot(before)] : []),
    ...(installs ? [downloadInstallScript()] : []),
    ...steps,
  ];
}

function changesEtcd(operation: NodeOperation, { datastore }: NetworkPlan): boolean {
  const isServer = 'old' in operation && operation.old.role === 'server';
  return datastore === 'etcd' && isServer && operation.kind !== 'rename';
}

function saveSnapshot({ servers }: NetworkPlan): Step {
  const [first] = servers;
  return {
    id: 'save-etcd-snapshot',
    title: 'Save a snapshot of etcd.',
    actions:
      first === undefined ? [] : [runOn(hostOf(first), ['/usr/local/bin/k3s', 'etcd-snapshot', 'save'])],
  };
}

/** The plans and the servers at the moment of an operation. */
interface Moment {
  readonly before: NetworkPlan;
  readonly after: NetworkPlan;
  readonly servers: Servers;
}

function stepsOf(operation: NodeOperation, moment: Moment): readonly Step[] {
  switch (operation.kind) {
    case 'join':
      return joins(operation.node, moment);
    case 'leave':
      return [remove(operation.old, moment)];
    case 'role':
      return [remove(operation.old, moment), ...joins(operation.node, withoutServer(moment, operation.old))];
    case 'rename':
      return [rename(operation.old, operation.node, moment)];
    case 'move':
      return [move(operation.old, operation.node, moment)];
  }
}

function withoutServer(moment: Moment, { name }: NodePlan): Moment {
  return { ...moment, servers: new Map([...moment.servers].filter(([server]) => server !== name)) };
}

function joins(node: NodePlan, moment: Moment): readonly Step[] {
  const through = serverFor(node, moment);
  if (through === undefined) return [];
  return [joinNode(moment.after, { node, through, needsServer: needsServer(node, moment) })];
}

/** A server that answers now; one that stays is preferred. */
function serverFor({ name }: NodePlan, { after, servers }: Moment): StepHost | undefined {
  const stays = after.servers.find((server) => server.name !== name && servers.has(server.name));
  return servers.get(stays?.name ?? '') ?? [...servers.values()].find((server) => server.name !== name);
}

/** Whether the node file names no server, or one that does not answer at that address yet. */
function needsServer(node: NodePlan, { after, servers }: Moment): boolean {
  const [first] = after.servers;
  if (node.role === 'server' && after.datastore !== 'etcd') return false;
  if (node.role === 'server' && node === first) return true;
  return !after.registration.fixed && first !== undefined
    ? servers.get(first.name)?.address !== hostOf(first).address
    : false;
}

function drain({ name }: NodePlan): StepAction {
  return run('kubectl', 'drain', name, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=5m');
}

/** Deletes the Node object; the other servers then remove the etcd member of a server. */
function deleteNode({ name }: NodePlan): StepAction {
  return run('kubectl', 'delete', 'node', name);
}

/**
 * Removes a server from etcd and stops k3s on it. k3s exits when its member is removed, starts again after five seconds
 * and joins again: it has to be stopped in between. Of two members both have to agree to the removal, so that the second
 * one is stopped only after that.
 */
function leaveEtcd(old: NodePlan, { servers }: Moment): readonly StepAction[] {
  const { name } = old;
  const stop = runOn(hostOf(old), ['systemctl', 'stop', 'k3s']);
  if (servers.size > 2) {
    return [
      run('kubectl', 'delete', 'node', name, '--wait=false'),
      stop,
      run('kubectl', 'wait', '--for=delete', `node/${name}`, '--timeout=2m'),
    ];
  }
  const removed = String.raw`jsonpath={.metadata.annotations.etcd\.k3s\.cattle\.io/removed-node-name}`;
  return [
    run('kubectl', 'annotate', 'node', name, 'etcd.k3s.cattle.io/remove=true'),
    run('kubectl', 'wait', `--for=${removed}`, `node/${name}`, '--timeout=2m'),
    stop,
    deleteNode(old),
  ];
}

const ONE_AT_A_TIME = 'Remove or move one server at a time, and go on only when the others are Ready.';

/** Nothing may come between the two commands. */
const AT_ONCE =
  'Deleting the node removes the etcd member. Stop k3s right after it: within five seconds it would start and join again.';

function remove(old: NodePlan, moment: Moment): Step {
  const { before, servers } = moment;
  const isMember = old.role === 'server' && before.datastore === 'etcd';
  const uninstall = old.role === 'server' ? 'k3s-uninstall.sh' : 'k3s-agent-uninstall.sh';
  const others = [...servers.keys()].filter((name) => name !== old.name);
  return {
    id: `remove-${old.name}`,
    title: isMember ? `Remove server ${old.name} and its etcd member.` : `Remove ${old.role} ${old.name}.`,
    ...(isMember && { notes: [ONE_AT_A_TIME, AT_ONCE] }),
    interrupts: { what: `The pods of ${old.name}, which start on other nodes` },
    actions: [
      ...useOtherServer(old, moment),
      drain(old),
      ...(isMember ? leaveEtcd(old, moment) : [deleteNode(old)]),
      runOn(hostOf(old), [`/usr/local/bin/${uninstall}`]),
      // The script leaves drop-ins: a later installation would start with the command line of this one.
      runOn(hostOf(old), ['rm', '-f', dropInPath(serviceOf(old))]),
      ...(isMember ? others.map((name) => waitForNode(name)) : []),
    ],
  };
}

function rename(old: NodePlan, node: NodePlan, { after }: Moment): Step {
  const unit = node.role === 'server' ? 'k3s' : 'k3s-agent';
  return {
    id: `rename-${old.name}`,
    title: `Let ${old.name} register as ${node.name}.`,
    interrupts: { what: `The pods of ${old.name}, which are created again` },
    actions: [
      drain(old),
      ...copyNodeFiles(after, hostOf(node)),
      runOn(hostOf(node), ['systemctl', 'restart', unit]),
      ...waitForNewNode(node.name),
      deleteNode(old),
    ],
  };
}

function move(old: NodePlan, node: NodePlan, moment: Moment): Step {
  const { before } = moment;
  const isMember = node.role === 'server' && before.datastore === 'etcd';
  const how = isMember && before.servers.length > 1 ? ': it leaves etcd and joins again' : '';
  const common = { id: `move-${node.name}`, title: `Move ${node.name} to its new address${how}.` };
  if (isMember && before.servers.length > 1) return { ...common, ...moveMember(old, node, moment) };
  return isMember
    ? { ...common, ...moveOnlyMember(old, node, moment) }
    : { ...common, ...moveNode(old, node, moment) };
}

function changeAddress(old: NodePlan, node: NodePlan): StepAction {
  const [was, is] = [old, node].map(({ nodeIp }) => nodeIp.join(', '));
  return instruct(
    `Change the address of the machine from ${was} to ${is}, in its network configuration or in the DHCP reservation.`,
    hostOf(old),
  );
}

/** Where embedded etcd keeps its data; snapshots are beside it and stay. */
const ETCD_DATA = '/var/lib/rancher/k3s/server/db/etcd';

/** @see https://github.com/k3s-io/k3s/issues/10362 */
function moveMember(old: NodePlan, node: NodePlan, moment: Moment) {
  const through = serverFor(node, moment) ?? hostOf(old);
  const others = [...moment.servers.keys()].filter((name) => name !== old.name);
  return {
    notes: [ONE_AT_A_TIME, AT_ONCE, 'Without its old etcd data the server joins as a new member.'],
    interrupts: { what: `The pods and the Kubernetes API of ${old.name}`, seconds: 120 },
    actions: [
      ...useOtherServer(old, moment),
      drain(old),
      ...leaveEtcd(old, moment),
      changeAddress(old, node),
      runOn(hostOf(node), ['rm', '-rf', ETCD_DATA]),
      ...rejoinServer(moment.after, { node, through, needsServer: needsServer(node, moment) }),
      ...others.map((name) => waitForNode(name)),
    ],
  };
}

function moveOnlyMember(old: NodePlan, node: NodePlan, { after }: Moment) {
  return {
    notes: ['--cluster-reset makes the server the only member of etcd, at its new address. Nothing is lost.'],
    interrupts: { what: 'The Kubernetes API', seconds: 120 },
    actions: [
      runOn(hostOf(old), ['systemctl', 'stop', 'k3s']),
      changeAddress(old, node),
      ...copyNodeFiles(after, hostOf(node)),
      runOn(hostOf(node), ['/usr/local/bin/k3s', 'server', '--cluster-reset']),
      runOn(hostOf(node), ['systemctl', 'start', 'k3s']),
      ...pointKubectlAt(after),
      waitForNode(node.name),
    ],
  };
}

function moveNode(old: NodePlan, node: NodePlan, { before, after }: Moment) {
  const isOnlyServer = node.role === 'server' && before.servers.length === 1;
  return {
    interrupts: {
      what: isOnlyServer ? 'The Kubernetes API' : `The pods of ${node.name}`,
      seconds: 60,
    },
    actions: [
      changeAddress(old, node),
      ...copyNodeFiles(after, hostOf(node)),
      runOn(hostOf(node), ['systemctl', 'restart', node.role === 'server' ? 'k3s' : 'k3s-agent']),
      ...(isOnlyServer ? pointKubectlAt(after) : []),
      waitForNode(node.name),
    ],
  };
}

/** kubectl needs a server that answers: without a registration address the kubeconfig names the first one. */
function useOtherServer(old: NodePlan, moment: Moment): readonly StepAction[] {
  const { registration } = moment.before;
  const other = serverFor(old, moment);
  if (registration.fixed || other === undefined || addressOf(old) !== registration.address) return [];
  const url = `https://${formatForUrl(other.address)}:${registration.port}`;
  return [instruct(`Use a kubeconfig with another server from here on, such as ${url}.`)];
}

/** The operator's kubeconfig still has the old address of the only server. */
function pointKubectlAt({ registration }: NetworkPlan): readonly StepAction[] {
  if (registration.fixed) return [];
  return [instruct(`Change the server in your kubeconfig to ${registration.url}.`)];
}
