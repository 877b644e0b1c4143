import type { NetworkPlan, NodePlan } from '../../plan';
import type { Kubectl, CommandOutput, Host } from '../host';
import { UnreachableError } from '../host';
import { quoteCommand } from '../../terminal/quote-command';
import { canonicalize } from '../readings';

const PORT = 8080;

const LABEL = 'app.kubernetes.io/name=netstack-probe';

/** A running pod of the probe. */
export interface ProbePod {
  readonly node: NodePlan;
  readonly addresses: readonly string[];
}

/** The objects that the probe created. */
export interface Probes {
  readonly pods: readonly ProbePod[];
  /** Cluster IPs of a Service that selects all pods, port 80. */
  readonly service: readonly string[];
}

/** Creates a pod on every node, whatever its taints, and a Service. @throws UnreachableError */
export async function createProbes(
  kubectl: Kubectl,
  {
    plan,
    namespace,
    image,
  }: { readonly plan: Pick<NetworkPlan, 'nodes'>; readonly namespace: string; readonly image: string },
): Promise<Probes> {
  const run = (...words: readonly string[]) => runKubectl(kubectl, ['-n', namespace, ...words]);
  await runKubectl(kubectl, ['create', 'namespace', namespace]);
  await run('wait', '--for=create', 'serviceaccount/default', '--timeout=20s');
  for (const { name } of plan.nodes) await run(...createPodWords(name, image));
  await run('expose', 'pod', formatPodName(plan.nodes[0]?.name ?? ''), ...SERVICE);
  await run('wait', 'pod', '--all', '--for=condition=Ready', '--timeout=60s');
  const { items } = JSON.parse(await run('get', 'pods', '-o', 'json')) as PodList;
  const service = JSON.parse(await run('get', 'service', 'probe', '-o', 'json')) as ServiceObject;
  const pods = plan.nodes.map((node) => {
    const pod = items.find(({ metadata }) => metadata.name === formatPodName(node.name));
    return { node, addresses: (pod?.status.podIPs ?? []).map(({ ip }) => canonicalize(ip)) };
  });
  return { pods, service: service.spec.clusterIPs };
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly podIPs?: readonly { readonly ip: string }[] };
  }[];
}

interface ServiceObject {
  readonly spec: { readonly clusterIPs: readonly string[] };
}

function formatPodName(node: string): string {
  return `probe-${node}`;
}

const SERVICE = [
  ...['--name=probe', '--port=80', `--target-port=${PORT}`, `--selector=${LABEL}`],
  '--overrides={"spec":{"ipFamilyPolicy":"PreferDualStack"}}',
];

/** Sets the node's name, which bypasses the scheduler: cordoned nodes get a pod too. */
function createPodWords(node: string, image: string): readonly string[] {
  const spec = {
    nodeName: node,
    tolerations: [{ operator: 'Exists' }],
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  };
  return [
    ...['run', formatPodName(node), '--image', image, '--image-pull-policy=IfNotPresent', '--restart=Never'],
    ...['--labels', LABEL, '--port', String(PORT), '--env', `WHOAMI_PORT_NUMBER=${PORT}`],
    ...['--overrides', JSON.stringify({ spec })],
  ];
}

async function runKubectl(kubectl: Kubectl, argv: readonly string[]): Promise<string> {
  const { status, stdout, stderr }: CommandOutput = await kubectl(argv, { timeoutSeconds: 90 });
  if (status === 0) return stdout;
  throw new UnreachableError(
    `the probe's pods do not start: "${quoteCommand(['kubectl', ...argv.slice(0, 5)])} …" failed: ${stderr.trim() || status}`,
    'check that the nodes are Ready and can pull the image, or name another one by --probe-image',
  );
}

/**
 * A host that runs the node's commands in the pod's network namespace: the image needs no tools, and the packets are the
 * pod's. The namespace is found by the pod's addresses.
 *
 * @throws UnreachableError
 */
export async function enterPod({ node, addresses }: ProbePod, host: Host): Promise<Host> {
  const { stdout } = await host.run(['ip', '-all', 'netns', 'exec', 'ip', '-j', 'address']);
  const name = findNamespace(addresses, stdout);
  if (name === undefined) {
    throw new UnreachableError(
      `"ip netns" on ${node.name} lists no namespace with ${addresses.join(', ') || 'the address of the pod'}`,
      'check whether the container runtime keeps network namespaces outside of /run/netns',
    );
  }
  return {
    name: `the pod on ${node.name}`,
    run: (argv, options) => host.run(['ip', 'netns', 'exec', name, ...argv], options),
  };
}

/** The namespace with one of the addresses, in the output of `ip -all netns exec ip -j address`. */
export function findNamespace(addresses: readonly string[], text: string): string | undefined {
  const [, ...parts] = text.split(/^netns: /m);
  const part = parts.find((one) => {
    const found = [...one.matchAll(/"local":\s*"([^"]+)"/g)].map(([, local = '']) => canonicalize(local));
    return addresses.some((address) => found.includes(address));
  });
  return part?.split('\n')[0]?.trim();
}

export { PORT as PROBE_PORT };
