import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';

const NEW_CLUSTER =
  'Make a new cluster with the new network and move the workloads, or keep the old value in the profile.';

/** What a cluster keeps from its first start to its last. */
export function* fixedAtCreation(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const key of ['clusterCidr', 'serviceCidr'] as const) {
    const [was, is] = [before[key].join(','), after[key].join(',')];
    if (was === is) continue;
    yield {
      cost: 'refused',
      at: [key],
      message: `${key} was ${was} and is to be ${is}.`,
      consequence:
        key === 'clusterCidr'
          ? 'It is fixed when the cluster is made: nodes keep their old pod ranges, and k3s stops with "cidr is out of the range of cluster cidr".'
          : 'It is fixed when the cluster is made: Services keep their old addresses, and the API server stops answering on its own.',
      steps: [NEW_CLUSTER],
    };
  }
  yield* maskSizes(before, after);
  yield* datastore(before, after);
  yield* version(before, after);
}

function* maskSizes(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const family of [4, 6] as const) {
    const [was, is] = [before.nodeCidrMaskSize[family], after.nodeCidrMaskSize[family]];
    if (was === is || was === undefined || is === undefined) continue;
    yield {
      cost: 'refused',
      at: [`nodeCidrMaskSizeIpv${family}`],
      message: `A node's share of clusterCidr was a /${was} and is to be a /${is}.`,
      consequence: 'Each node keeps the share that it registered with, and new shares can overlap old ones.',
      steps: [NEW_CLUSTER],
    };
  }
}

/** @see https://docs.k3s.io/datastore/ha-embedded#existing-single-node-clusters */
function* datastore(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  if (before.datastore === after.datastore) return;
  const migrates = before.datastore === 'sqlite' && after.datastore === 'etcd';
  const first = after.servers[0]?.name ?? 'the first server';
  yield {
    cost: migrates ? 'restart' : 'refused',
    at: ['datastore'],
    message: `The datastore was ${before.datastore} and is to be ${after.datastore}.`,
    consequence: migrates
      ? 'k3s moves an sqlite database into etcd when it starts with cluster-init.'
      : 'k3s cannot move a cluster between these: it would come up empty.',
    steps: migrates
      ? [`Copy the new node file to ${first} and restart k3s there before any other server joins.`]
      : [NEW_CLUSTER],
  };
}

/** @see https://docs.k3s.io/upgrades */
function* version(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.k3sVersion, after.k3sVersion];
  if (was.toString() === is.toString()) return;
  const back = !is.isAtLeast(was.major, was.minor, was.patch);
  const skips = is.minor - was.minor > 1;
  const order = [...after.servers, ...after.agents].map(({ name }) => name).join(', ');
  yield {
    cost: back ? 'refused' : 'restart',
    at: ['k3sVersion'],
    message: `k3s was ${was.toString()} and is to be ${is.toString()}.`,
    consequence: back
      ? 'Kubernetes cannot go back: the datastore has been written by the newer one.'
      : skips
        ? 'Kubernetes upgrades one minor version at a time; a kubelet may not be further behind its API server.'
        : 'Every node is upgraded and restarted, servers before agents.',
    steps: back
      ? ['Keep the newer version.']
      : [
          ...(skips ? [`Upgrade through each minor version between ${was.minor} and ${is.minor}.`] : []),
          `Upgrade one node at a time: ${order}.`,
        ],
  };
}
