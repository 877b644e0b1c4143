import type { ExpectationPlan, NetworkPlan } from '../../plan';
import type { VerifyContext } from '../check';
import type { Skipped } from '../finding';
import type { Host } from '../host';
import { readPods } from '../objects/pods';
import type { LivePod } from '../objects/pods';
import { canonicalize } from '../readings';
import { isSkipped, skipIfUnreachable } from '../skip';
import { enterPod } from './probe-pods';

/** A host that connections of an expectation start from. */
export interface ExpectationHost {
  /** `node pi1`, `pod samples/whoami-x on pi1`, `client`. */
  readonly title: string;
  readonly host: Host;
  /** The node that it is, or that it runs on. */
  readonly node?: string;
}

/** The hosts of an expectation, or why one cannot be used. */
export async function findExpectationHosts(
  context: VerifyContext,
  expectation: ExpectationPlan,
): Promise<readonly (ExpectationHost | Skipped)[]> {
  if (expectation.from === 'lan') {
    const found = await skipIfUnreachable('a LAN client', () =>
      Promise.resolve().then(() => ({ title: context.lan.name, host: context.lan })),
    );
    return [found];
  }
  const nodes = listNodes(context.plan, expectation);
  if (expectation.from === 'pod') return findPods(context, expectation, nodes);
  return Promise.all(
    nodes.map((node) =>
      skipIfUnreachable(`node ${node}`, () =>
        Promise.resolve().then(() => ({ title: `node ${node}`, host: context.node(node), node })),
      ),
    ),
  );
}

function listNodes({ nodes }: NetworkPlan, expectation: ExpectationPlan): readonly string[] {
  const names = nodes.map(({ name }) => name);
  return expectation.nodes.length === 0 ? names : names.filter((name) => expectation.nodes.includes(name));
}

/** The first matching pod on each node; a deployment seldom has one on every node. */
async function findPods(
  context: VerifyContext,
  expectation: ExpectationPlan,
  nodes: readonly string[],
): Promise<readonly (ExpectationHost | Skipped)[]> {
  const read = await skipIfUnreachable('pods', () => readPods(context.cluster));
  if (isSkipped(read)) return [read];
  const pods = read
    .filter((pod) => isMatch(pod, expectation))
    .sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
  const chosen = nodes.flatMap((node) => pods.find(({ spec }) => spec?.nodeName === node) ?? []);
  if (chosen.length === 0) {
    return [
      {
        outcome: 'skipped',
        subject: 'pods that connections start from',
        reason: `no running pod matches ${formatSelection(expectation)} on ${nodes.join(', ') || 'a node of the profile'}`,
        next: 'start such a pod, or correct namespace and podLabels of the expectation',
      },
    ];
  }
  return Promise.all(chosen.map((pod) => enter(context, pod)));
}

function enter(context: VerifyContext, pod: LivePod): Promise<ExpectationHost | Skipped> {
  const name = pod.spec?.nodeName ?? '';
  const title = `pod ${titleOf(pod)} on ${name}`;
  return skipIfUnreachable(title, async () => {
    const node = context.plan.nodes.find((one) => one.name === name);
    if (node === undefined) throw new Error(`no node ${name} in the plan`);
    const addresses = [canonicalize(pod.status?.podIP ?? '')];
    return { title, node: name, host: await enterPod({ node, addresses }, context.node(name)) };
  });
}

/** Running pods with a network namespace of their own. */
function isMatch({ metadata, spec, status }: LivePod, { namespace, podLabels }: ExpectationPlan): boolean {
  return (
    status?.phase === 'Running' &&
    status.podIP !== undefined &&
    spec?.hostNetwork !== true &&
    (namespace === undefined || metadata.namespace === namespace) &&
    Object.entries(podLabels).every(([key, value]) => metadata.labels?.[key] === value)
  );
}

function titleOf({ metadata }: LivePod): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}

function formatSelection({ namespace, podLabels }: ExpectationPlan): string {
  const labels = Object.entries(podLabels).map(([key, value]) => `${key}=${value}`);
  return [namespace === undefined ? 'any namespace' : `namespace ${namespace}`, ...labels].join(', ');
}
