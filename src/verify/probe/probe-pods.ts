import type { NetworkPlan, NodePlan } from '../../plan';
import type { Kubectl, Output, Place } from '../place';
import { Unreachable } from '../place';
import { canonical } from '../readings';

const PORT = 8080;

const LABEL = 'app.kubernetes.io/name=netstack-probe';

/** One pod of ours that runs. */
export interface ProbePod {
  readonly node: NodePlan;
  readonly addresses: readonly string[];
}

/** What was made. */
export interface Probes {
  readonly pods: readonly ProbePod[];
  /** Addresses of a Service that has all of them behind it, port 80. */
  readonly service: readonly string[];
}

/** Makes a pod on every node, whatever its taints, and a Service. @throws Unreachable */
export async function makeProbes(
  kubectl: Kubectl,
  {
    plan,
    namespace,
    image,
  }: { readonly plan: NetworkPlan; readonly namespace: string; readonly image: string },
): Promise<Probes> {
  const here = (...words: readonly string[]) => done(kubectl, ['-n', namespace, ...words]);
  await done(kubectl, ['create', 'namespace', namespace]);
  await here('wait', '--for=create', 'serviceaccount/default', '--timeout=20s');
  for (const { name } of plan.nodes) await here(...podWords(name, image));
  await here('expose', 'pod', podName(plan.nodes[0]?.name ?? ''), ...SERVICE);
  await here('wait', 'pod', '--all', '--for=condition=Ready', '--timeout=60s');
  const { items } = JSON.parse(await here('get', 'pods', '-o', 'json')) as PodList;
  const service = JSON.parse(await here('get', 'service', 'probe', '-o', 'json')) as ServiceObject;
  const pods = plan.nodes.map((node) => {
    const pod = items.find(({ metadata }) => metadata.name === podName(node.name));
    return { node, addresses: (pod?.status.podIPs ?? []).map(({ ip }) => canonical(ip)) };
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

function podName(node: string): string {
  return `probe-${node}`;
}

const SERVICE = [
  ...['--name=probe', '--port=80', `--target-port=${PORT}`, `--selector=${LABEL}`],
  '--overrides={"spec":{"ipFamilyPolicy":"PreferDualStack"}}',
];

/** By name of the node, past the scheduler: a cordoned node is looked at, too. */
function podWords(node: string, image: string): readonly string[] {
  const spec = {
    nodeName: node,
    tolerations: [{ operator: 'Exists' }],
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
  };
  return [
    ...['run', podName(node), '--image', image, '--image-pull-policy=IfNotPresent', '--restart=Never'],
    ...['--labels', LABEL, '--port', String(PORT), '--env', `WHOAMI_PORT_NUMBER=${PORT}`],
    ...['--overrides', JSON.stringify({ spec })],
  ];
}

async function done(kubectl: Kubectl, argv: readonly string[]): Promise<string> {
  const { status, stdout, stderr }: Output = await kubectl(argv, { timeoutSeconds: 90 });
  if (status === 0) return stdout;
  throw new Unreachable(
    `the pods of the probe do not run: "kubectl ${argv.slice(0, 5).join(' ')} …" said ${stderr.trim() || status}`,
    'see that nodes are Ready and can pull the image; --probe-image names another one',
  );
}

/**
 * The pod's own network, in which the node's programs run: the container needs none of its own, and the packets are a
 * pod's. CNI keeps each pod's network by a name that its addresses tell.
 *
 * @throws Unreachable
 */
export async function insidePod({ node, addresses }: ProbePod, here: Place): Promise<Place> {
  const { stdout } = await here.run(['ip', '-all', 'netns', 'exec', 'ip', '-j', 'address']);
  const name = namespaceWith(addresses, stdout);
  if (name === undefined) {
    throw new Unreachable(
      `"ip netns" on ${node.name} has no network with ${addresses.join(', ') || 'the address of the pod'}`,
      'look whether the container runtime keeps its namespaces elsewhere than in /run/netns',
    );
  }
  return {
    name: `the pod on ${node.name}`,
    run: (argv, options) => here.run(['ip', 'netns', 'exec', name, ...argv], options),
  };
}

/** The namespace that has one of the addresses, in what `ip -all netns exec ip -j address` prints. */
export function namespaceWith(addresses: readonly string[], text: string): string | undefined {
  const [, ...parts] = text.split(/^netns: /m);
  const part = parts.find((one) => {
    const found = [...one.matchAll(/"local":\s*"([^"]+)"/g)].map(([, local = '']) => canonical(local));
    return addresses.some((address) => found.includes(address));
  });
  return part?.split('\n')[0]?.trim();
}

export { PORT as PROBE_PORT };
