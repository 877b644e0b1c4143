import { formatForUrl } from '../address';
import type { NetworkPlan, NodePlan, VpnPlan } from '../plan';
import { hostOf, instruct, listNames, run, runOn, waitForNewNode, waitForNode, writeFileOn } from './actions';
import { copyNodeFiles } from './node-steps';
import type { CommandAction, Step, StepAction, StepCondition, StepHost } from './step';

/** Name under which the operator keeps k3s's install script. */
export const INSTALL_SCRIPT = 'k3s-install.sh';

/** Name under which the operator keeps the token of a new cluster, where k3s does not generate it. */
export const TOKEN_FILE = 'k3s-token';

/** File on a node that K3S_TOKEN_FILE names; k3s's service keeps the variable. */
const TOKEN_PATH = '/etc/rancher/k3s/token';

/** File on a node that carries the endpoint of an external datastore, with its password. */
const DATASTORE_PATH = '/etc/rancher/k3s/config.yaml.d/40-datastore.yaml';

/** Sorts behind the node file, so that its `server` counts until the node has joined. */
const JOIN_PATH = '/etc/rancher/k3s/config.yaml.d/60-netstack-join.yaml';

/** Downloads k3s's install script once, for every node: the operator can read it before it runs as root. */
export function downloadInstallScript(condition?: StepCondition): Step {
  return {
    id: 'download-install-script',
    title: "Download k3s's install script. It checks the k3s binary that it downloads against its checksum.",
    ...(condition !== undefined && { condition }),
    actions: [run('curl', '-sfLo', INSTALL_SCRIPT, 'https://get.k3s.io')],
  };
}

/**
 * Runs the install script on a node. Without the word `server` or `agent` the script decides by K3S_URL alone, and
 * would install an agent as a server.
 */
function runInstallScript(
  plan: NetworkPlan,
  { role }: NodePlan,
  on: StepHost,
  joins: boolean,
): CommandAction {
  const variables = [
    `INSTALL_K3S_VERSION=${plan.k3sVersion.toString()}`,
    `INSTALL_K3S_EXEC=${role}`,
    ...(joins ? [`K3S_TOKEN_FILE=${TOKEN_PATH}`] : []),
  ];
  return runOn(on, ['env', ...variables, 'sh', '-s'], { operatorFile: INSTALL_SCRIPT });
}

/** The token goes from host to host and is in no command line. */
function copyToken(from: StepHost, to: StepHost, role: NodePlan['role']): CommandAction {
  const file = `/var/lib/rancher/k3s/server/${role === 'server' ? 'token' : 'agent-token'}`;
  return writeFileOn(to, TOKEN_PATH, { outputOf: ['cat', file], on: from });
}

/** How the first server is installed. */
export interface FirstServerOptions {
  readonly condition?: StepCondition;
  /**
   * Whether the operator has a token for the cluster.
   *
   * @default false - k3s generates one
   */
  readonly hasToken?: boolean;
  /**
   * Whether the operator's kubectl runs on another machine.
   *
   * @default true
   */
  readonly fetchesKubeconfig?: boolean;
}

/** The first server of a new cluster. */
export function installFirstServer(
  plan: NetworkPlan,
  node: NodePlan,
  { condition, hasToken = false, fetchesKubeconfig = true }: FirstServerOptions = {},
): Step {
  const host = hostOf(node);
  const title = `Install k3s ${plan.k3sVersion.toString()} on ${node.name}, the first server`;
  return {
    id: `install-${node.name}`,
    title: fetchesKubeconfig ? `${title}, and fetch its kubeconfig.` : `${title}.`,
    ...(condition !== undefined && { condition }),
    actions: [
      ...(hasToken ? [writeFileOn(host, TOKEN_PATH, { operatorFile: TOKEN_FILE })] : []),
      runInstallScript(plan, node, host, hasToken),
      ...(fetchesKubeconfig ? fetchKubeconfig(plan, host) : []),
      ...waitForNewNode(node.name, hasCni(plan)),
    ],
  };
}

/** The kubeconfig of a server names its loopback address. */
function fetchKubeconfig({ cluster, registration }: NetworkPlan, host: StepHost): readonly CommandAction[] {
  const kubeconfig = `${cluster}.kubeconfig`;
  const url = `https://${formatForUrl(host.address)}:${registration.port}`;
  return [
    {
      kind: 'command',
      command: ['install', '-m', '600', '/dev/stdin', kubeconfig],
      input: {
        outputOf: ['cat', '/etc/rancher/k3s/k3s.yaml'],
        on: host,
        filter: ['sed', `s,https://.*,${url},`],
      },
    },
    run('export', `KUBECONFIG=${kubeconfig}`),
  ];
}

/** k3s starts flannel, so that nodes get Ready without anything else. */
function hasCni({ flannel }: NetworkPlan): boolean {
  return flannel.backend !== 'none';
}

/** A node that joins a cluster. */
export interface JoinRequest {
  readonly node: NodePlan;
  /** A server of the cluster that answers now. */
  readonly through: StepHost;
  /** Whether its node file names no server, or one that does not answer yet. */
  readonly needsServer: boolean;
  /**
   * Whether an earlier step has copied its files.
   *
   * @default false
   */
  readonly hasFiles?: boolean;
  readonly condition?: StepCondition;
}

/** Installs k3s on a node and lets it join. */
export function joinNode(plan: NetworkPlan, request: JoinRequest): Step {
  const { node, through, needsServer, hasFiles = false, condition } = request;
  const host = hostOf(node);
  return {
    id: `install-${node.name}`,
    title: `Install k3s ${plan.k3sVersion.toString()} on ${node.name} as ${node.role === 'server' ? 'a server' : 'an agent'}.`,
    ...(condition !== undefined && { condition }),
    actions: [
      ...(hasFiles || plan.vpn === undefined ? [] : [WRITE_VPN_AUTH, copyVpnAuth(plan.vpn, host)]),
      ...(hasFiles ? [] : copyNodeFiles(plan, host)),
      ...(hasFiles || node.role === 'agent' ? [] : copyDatastore(plan, host)),
      copyToken(through, host, node.role),
      ...(needsServer ? [writeJoinFile(plan, host, through)] : []),
      runInstallScript(plan, node, host, true),
      ...waitForNewNode(node.name, hasCni(plan)),
      ...(needsServer ? [removeJoinFile(host)] : []),
    ],
  };
}

/** A member that has left etcd joins again with what is installed there. */
export function rejoinServer(
  plan: NetworkPlan,
  { node, through, needsServer }: JoinRequest,
): readonly StepAction[] {
  const host = hostOf(node);
  return [
    ...copyNodeFiles(plan, host),
    ...(needsServer ? [copyToken(through, host, 'server'), writeJoinFile(plan, host, through)] : []),
    runOn(host, ['systemctl', 'start', 'k3s']),
    ...waitForNewNode(node.name),
    ...(needsServer ? [removeJoinFile(host)] : []),
  ];
}

/** The node file of the first server has `cluster-init` and no `server`: without this it would begin a new cluster. */
function writeJoinFile({ registration }: NetworkPlan, on: StepHost, through: StepHost): CommandAction {
  const url = `https://${formatForUrl(through.address)}:${registration.port}`;
  return writeFileOn(on, JOIN_PATH, { lines: [`server: ${url}`, `token-file: ${TOKEN_PATH}`] });
}

function removeJoinFile(on: StepHost): CommandAction {
  return runOn(on, ['rm', '-f', JOIN_PATH]);
}

/** The endpoint of an external datastore carries a password, so that the profile does not have it. */
function copyDatastore({ datastore }: NetworkPlan, on: StepHost): readonly CommandAction[] {
  if (datastore !== 'external') return [];
  return [writeFileOn(on, DATASTORE_PATH, { operatorFile: 'datastore.yaml' })];
}

/** The servers of a new cluster with an external datastore get its endpoint before k3s starts. */
export function copyDatastoreEndpoint(plan: NetworkPlan): readonly Step[] {
  if (plan.datastore !== 'external') return [];
  return [
    {
      id: 'datastore-endpoint',
      title: 'Give every server the endpoint of the datastore.',
      actions: [
        instruct(
          'Write the line "datastore-endpoint: <endpoint>" to datastore.yaml, which only you can read: the endpoint carries a password.',
        ),
        ...plan.servers.flatMap((server) => copyDatastore(plan, hostOf(server))),
      ],
    },
  ];
}

/** Each node joins the VPN when k3s starts, with a key that the profile does not have. */
export function prepareVpn({ vpn, clusterCidr, nodes }: NetworkPlan): readonly Step[] {
  if (vpn === undefined) return [];
  const approvers = clusterCidr.map(
    (cidr) => `"${cidr.canonical.toString()}": ["<owner or tag of the nodes>"]`,
  );
  return [
    {
      id: 'approve-vpn-routes',
      title: 'Let the tailnet approve the routes to pods, which each node advertises when k3s starts.',
      notes: [
        'k3s waits for no approval: without it nodes are Ready, and pods of other nodes are unreachable.',
      ],
      actions: [
        instruct(
          `Add to the policy of the tailnet: "autoApprovers": { "routes": { ${approvers.join(', ')} } }. Otherwise approve each node's route in the admin console after it has joined.`,
        ),
      ],
    },
    {
      id: 'vpn-auth-file',
      title: 'Give every node the auth key of the tailnet.',
      notes: [
        'Tailscale is installed on every node, and the node has joined: nodeIp is its address in the tailnet.',
      ],
      actions: [WRITE_VPN_AUTH, ...nodes.map((node) => copyVpnAuth(vpn, hostOf(node)))],
    },
  ];
}

const WRITE_VPN_AUTH = instruct(
  'Write the line "name=tailscale,joinKey=<auth key>" to vpn-auth, which only you can read. For a server of your own, such as Headscale, append ",controlServerURL=<URL>".',
);

function copyVpnAuth({ authFile }: VpnPlan, on: StepHost): CommandAction {
  return writeFileOn(on, authFile, { operatorFile: 'vpn-auth' });
}

/** Without flannel nodes are not Ready before the operator has installed a CNI plugin. */
export function installCni(plan: NetworkPlan, condition?: StepCondition): readonly Step[] {
  if (hasCni(plan)) return [];
  return [
    {
      id: 'install-cni',
      title: 'Install your CNI plugin: flannel.backend is none, so no node is Ready without one.',
      ...(condition !== undefined && { condition }),
      actions: [
        instruct('Install the CNI plugin by its own instructions.'),
        ...plan.nodes.map(({ name }) => waitForNode(name)),
      ],
    },
  ];
}

/**
 * Drains a node and runs the install script of another version. The script rewrites the environment of the service, so
 * the variables of the last installation are read first.
 *
 * @param hasOthers whether other nodes can run the pods meanwhile
 */
export function upgradeNode(node: NodePlan, release: string, hasOthers: boolean): readonly StepAction[] {
  const host = hostOf(node);
  const unit = node.role === 'server' ? 'k3s' : 'k3s-agent';
  const script = `set -a; f=/etc/systemd/system/${unit}.service.env; [ ! -e $f ] || . $f; exec env ${release} INSTALL_K3S_EXEC=${node.role} sh -s`;
  const drain = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=5m'];
  return [
    ...(hasOthers ? [run('kubectl', 'drain', `node/${node.name}`, ...drain)] : []),
    runOn(host, ['sh', '-c', script], { operatorFile: INSTALL_SCRIPT }),
    ...waitForVersion(node, release),
    waitForNode(node.name),
    ...(hasOthers ? [uncordonNode(node)] : []),
  ];
}

export function uncordonNode({ name }: NodePlan): CommandAction {
  return run('kubectl', 'uncordon', `node/${name}`);
}

/** The node is Ready for 40 seconds or more after its kubelet has stopped: its version shows that the new one runs. */
function waitForVersion({ name }: NodePlan, release: string): readonly CommandAction[] {
  const [, version] = /^INSTALL_K3S_VERSION=(.+)$/.exec(release) ?? [];
  if (version === undefined) return [];
  const field = `--for=jsonpath={.status.nodeInfo.kubeletVersion}=${version}`;
  return [run('kubectl', 'wait', field, `node/${name}`, '--timeout=5m')];
}

/** Names of nodes for a title. */
export function namesOf(nodes: readonly { readonly name: string }[]): string {
  return listNames(nodes.map(({ name }) => name));
}
