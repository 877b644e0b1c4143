import type { Family } from '../../../src/address';
import type { LiveTrace } from '../../../src/report/trace/live/compare-hops';
import { parseEndpoint } from '../../../src/report/trace/trace-endpoint';
import { checkProfile } from '../../../src/rules/check-profile';
import { traceInLab } from '../../../src/cli/trace/live-trace';
import { listLoadBalancerServices } from '../../../src/plan';
import type { RunningLab } from './running-lab';

/** Traces at a time. */
const AT_ONCE = 3;

/** The result of one pair: `agrees`, or the hop that differs. */
export interface PairResult {
  readonly from: string;
  readonly to: string;
  readonly result: string;
}

/** Every pair of (pod, node, LAN client) and (pod, node, Service, LoadBalancer address, host name). */
export function listTracePairs(lab: RunningLab, family: Family): readonly (readonly [string, string])[] {
  const plan = planOf(lab);
  const nodes = plan.nodes.map(({ name }) => name);
  const pods = nodes.map((name) => `pod@${name}`);
  const services = listLoadBalancerServices(plan);
  const addresses = services.flatMap(({ loadBalancerIPs }) =>
    loadBalancerIPs.filter((one) => one.family === family).map(String),
  );
  const names = plan.samples.flatMap(({ ingress }) => ingress?.host ?? []);
  const to = [...pods, ...nodes, ...services.map(({ name }) => name), ...addresses, ...names];
  return [...pods, ...nodes, 'client'].flatMap((one) => to.map((other) => [one, other] as const));
}

export async function traceAll(
  lab: RunningLab,
  pairs: readonly (readonly [string, string])[],
  family: Family,
): Promise<readonly PairResult[]> {
  const results: PairResult[] = [];
  const waiting = [...pairs];
  const work = async () => {
    for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
      const [from, to] = pair;
      results.push({ from, to, result: describeTrace(await traceIn(lab, from, to, family)) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

export function traceIn(lab: RunningLab, from: string, to: string, family: Family): Promise<LiveTrace> {
  const plan = planOf(lab);
  const ends = { from: parseEndpoint(plan, from), to: parseEndpoint(plan, to) };
  return traceInLab(plan, ends, family, new AbortController().signal);
}

/** `agrees`, or `node pi1 routing: only Out eth0 …`. */
export function describeTrace({ hops, difference }: LiveTrace): string {
  const hop = difference && hops[difference.hop - 1];
  if (hop !== undefined) return `${hop.where} ${hop.at}: ${hop.seen ?? ''} (predicted: ${hop.action})`;
  const seen = hops.filter(({ outcome }) => outcome === 'seen').length;
  return `agrees, ${seen} of ${hops.length} hops seen`;
}

function planOf({ profile }: RunningLab) {
  const { plan } = checkProfile(profile);
  if (plan === undefined) throw new Error(`${profile} has errors`);
  return plan;
}
