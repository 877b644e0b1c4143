import { isDeepStrictEqual } from 'node:util';
import type { ProfileInput } from '../../profile/schema/profile';

type ServiceLbValues = NonNullable<ProfileInput['servicelb']>;

const ENABLE_LB = 'svccontroller.k3s.cattle.io/enablelb';
const LB_POOL = 'svccontroller.k3s.cattle.io/lbpool';

/** One node's labels, apart from those of ServiceLB. */
export interface LabelledNode {
  readonly name: string;
  readonly labels: readonly string[];
}

/** The profile's nodes and pools of ServiceLB, and the labels that are left. */
export interface ServiceLbLabels {
  readonly servicelb: Pick<ServiceLbValues, 'nodes' | 'pools'>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

/**
 * Turns the labels that ServiceLB reads into its nodes and pools; where that would not give them back, they stay.
 *
 * @param inOrder whether the labels must keep their order
 */
export function importServiceLbLabels(nodes: readonly LabelledNode[], inOrder: boolean): ServiceLbLabels {
  const all = new Map(nodes.map(({ name, labels }) => [name, labels] as const));
  const enabled = nodes.filter(({ labels }) => labels.includes(`${ENABLE_LB}=true`)).map(({ name }) => name);
  const pools = readPools(nodes);
  if (pools === undefined || (enabled.length === 0 && pools.length === 0))
    return { servicelb: {}, labels: all };
  const inPools = nodes.filter(({ name }) => pools.some((pool) => pool.nodes.includes(name)));
  const isPlain = isDeepStrictEqual(
    inPools.map(({ name }) => name),
    enabled,
  );
  const servicelb = {
    ...((!isPlain || pools.length === 0) && { nodes: enabled }),
    ...(pools.length > 0 && { pools }),
  };
  const rest = nodes.map(
    ({ name, labels }) => [name, labels.filter((label) => !isServiceLb(label))] as const,
  );
  const isOrdered = !inOrder || nodes.every(({ labels }) => isDeepStrictEqual(labels, sortLabels(labels)));
  return isOrdered && (enabled.length > 0 || !isPlain)
    ? { servicelb, labels: new Map(rest) }
    : { servicelb: {}, labels: all };
}

function isServiceLb(label: string): boolean {
  return label.startsWith(`${ENABLE_LB}=`) || label.startsWith(`${LB_POOL}=`);
}

/** As a profile writes them: ServiceLB's last. */
function sortLabels(labels: readonly string[]): readonly string[] {
  const own = labels.filter(isServiceLb);
  const sorted = [...own].sort((a, b) => (a < b ? -1 : 1));
  return own.every((label) => label === `${ENABLE_LB}=true` || label.startsWith(LB_POOL))
    ? [...labels.filter((label) => !isServiceLb(label)), ...sorted]
    : [];
}

/** Every pool with its nodes, in an order that agrees with every node's; undefined where there is none. */
function readPools(nodes: readonly LabelledNode[]): { name: string; nodes: string[] }[] | undefined {
  const lists = nodes.map(({ name, labels }) => ({
    name,
    pools: labels
      .filter((label) => label.startsWith(`${LB_POOL}=`))
      .flatMap((label) => label.slice(LB_POOL.length + 1).split('_')),
  }));
  const names: string[] = [];
  const remaining = new Set(lists.flatMap(({ pools }) => pools));
  while (remaining.size > 0) {
    const next = [...remaining].find((pool) =>
      lists.every(({ pools }) => pools.filter((one) => remaining.has(one)).indexOf(pool) <= 0),
    );
    if (next === undefined) return undefined;
    remaining.delete(next);
    names.push(next);
  }
  return names.map((name) => ({
    name,
    nodes: lists.filter(({ pools }) => pools.includes(name)).map((one) => one.name),
  }));
}
