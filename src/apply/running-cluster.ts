import { FLANNEL_CONF_FILE, FLANNEL_CONF_PATH, NODE_CONFIG_PATH } from '../k3s';
import type { NodePlan, SecretRequest } from '../plan';
import { secretRequests } from '../plan';
import type { ApplyWay, RenderedCluster } from '../steps';
import { dropInPath, MANIFESTS_PATH, serviceOf } from '../steps';
import type { Kubectl } from '../verify';
import { UnreachableError } from '../verify';
import type { ApplyAccess } from './access';
import type { NodeState, UnreadNode } from './node-state';
import { isRead, readNode } from './node-state';
import { isApplied } from './objects';
import type { ApplyRecord } from './record';
import { readRecord } from './record';
import { readSecretStates } from './secrets';

/** What the API server has of a node. */
export interface RegisteredNode {
  /** Version of the kubelet that runs: `v1.36.3+k3s1`. */
  readonly kubeletVersion: string;
  readonly isCordoned: boolean;
  /** Its share of the cluster CIDR, by family: `10.42.0.0/24`. */
  readonly podCidrs: readonly string[];
}

/** What runs, as far as apply has to know it. */
export interface RunningCluster {
  readonly nodes: ReadonlyMap<string, NodeState>;
  readonly unread: readonly UnreadNode[];
  /** Nodes of the API server, by name; undefined where they cannot be read. */
  readonly registered?: ReadonlyMap<string, RegisteredNode>;
  /** Whether an API server answers. */
  readonly isUp: boolean;
  readonly record?: ApplyRecord;
  /** Files of manifests whose objects are in the cluster as written. */
  readonly applied: ReadonlySet<string>;
  /** Components of k3s's own that run. */
  readonly packaged: { readonly traefik: boolean; readonly coredns: boolean };
  /** Secrets that the profile names and that do not exist. */
  readonly missingSecrets: readonly SecretRequest[];
}

/** A file with its content, for the comparison with the cluster. */
export interface ManifestContent {
  readonly file: string;
  readonly content: string;
}

/** Reads what runs. */
export async function readCluster(
  { plan, manifests, files }: RenderedCluster,
  access: ApplyAccess,
  way: ApplyWay,
): Promise<RunningCluster> {
  const secrets = secretRequests(plan);
  const own = manifests.map(({ file }) => file);
  const read = await Promise.all(
    plan.nodes.map((node) =>
      readNode(node, () => access.node(node.name), pathsOf(node, plan.servers[0], way, own)),
    ),
  );
  const nodes = new Map(read.filter(isRead).map((node) => [node.name, node]));
  const unread = read.filter((node): node is UnreadNode => !isRead(node));
  const common = { nodes, unread };
  const kubectl = access.kubectl;
  if (!(await answers(kubectl))) {
    const packaged = { traefik: false, coredns: false };
    return { ...common, isUp: false, applied: new Set(), packaged, missingSecrets: secrets };
  }
  const contents = own.map((file) => ({ file, content: files.get(`manifests/${file}`) ?? '' }));
  const record = await readRecord(kubectl);
  const registered = await readRegistered(kubectl);
  return {
    ...common,
    isUp: true,
    ...(record && { record }),
    applied: await findApplied(kubectl, contents),
    packaged: {
      traefik: await exists(kubectl, 'kube-system', 'helmchart/traefik'),
      coredns: await exists(kubectl, 'kube-system', 'addon/coredns'),
    },
    ...(registered && { registered }),
    missingSecrets: (await readSecretStates(kubectl, secrets))
      .filter(({ exists }) => !exists)
      .map(({ request }) => request),
  };
}

/** The files of a node that apply writes, in a fixed order. */
export function pathsOf(
  node: NodePlan,
  first: NodePlan | undefined,
  way: ApplyWay,
  manifests: readonly string[],
): readonly string[] {
  const deployed = way === 'auto-deploy' && node === first;
  return [
    NODE_CONFIG_PATH,
    FLANNEL_CONF_PATH,
    dropInPath(serviceOf(node)),
    ...(deployed ? manifests.map((file) => `${MANIFESTS_PATH}/${file}`) : []),
  ];
}

/** Where a file of the cluster's folder goes on a node. */
export function pathOnNode(file: string, node: string): string | undefined {
  if (file === `k3s/${node}.yml`) return NODE_CONFIG_PATH;
  return file === `k3s/${FLANNEL_CONF_FILE}` ? FLANNEL_CONF_PATH : undefined;
}

async function answers(kubectl: Kubectl): Promise<boolean> {
  try {
    return (await kubectl(['get', '--raw', '/readyz'], { timeoutSeconds: 20 })).status === 0;
  } catch (error) {
    if (error instanceof UnreachableError) return false;
    throw error;
  }
}

async function findApplied(
  kubectl: Kubectl,
  manifests: readonly ManifestContent[],
): Promise<ReadonlySet<string>> {
  const applied = new Set<string>();
  for (const { file, content } of manifests) if (await isApplied(kubectl, content)) applied.add(file);
  return applied;
}

async function exists(kubectl: Kubectl, namespace: string, name: string): Promise<boolean> {
  const words = ['-n', namespace, 'get', name, '--ignore-not-found', '-o', 'name'];
  const { status, stdout } = await kubectl(words);
  return status === 0 && stdout.trim() !== '';
}

async function readRegistered(kubectl: Kubectl): Promise<ReadonlyMap<string, RegisteredNode> | undefined> {
  const fields = '{.metadata.name} {.status.nodeInfo.kubeletVersion} {.spec.unschedulable} {.spec.podCIDRs}';
  const words = ['get', 'nodes', '-o', `jsonpath={range .items[*]}${fields}{"\\n"}{end}`];
  const { status, stdout } = await kubectl(words);
  if (status !== 0) return undefined;
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Map(lines.map(parseRegistered));
}

/** Fields that the node does not have are empty. */
function parseRegistered(line: string): [name: string, node: RegisteredNode] {
  const [name = '', kubeletVersion = '', cordoned, podCidrs = ''] = line.split(' ');
  return [
    name,
    {
      ...{ kubeletVersion, isCordoned: cordoned === 'true' },
      podCidrs: podCidrs === '' ? [] : (JSON.parse(podCidrs) as string[]),
    },
  ];
}
