import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';
import { showList } from './change';

const NEW_CLUSTER =
  'Keep the old value in the profile, or create a new cluster with the new one and move the workloads.';

const CIDR_CONSEQUENCES = {
  clusterCidr:
    'It is fixed when the cluster is created: nodes keep their old pod ranges, and k3s exits with "cidr is out of the range of cluster cidr".',
  serviceCidr:
    'It is fixed when the cluster is created: Services keep their old addresses, and pods no longer reach the API server at its address.',
} as const;

/** What a cluster keeps from its first start on. */
export function* findFixedChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const key of ['clusterCidr', 'serviceCidr'] as const) {
    const [was, is] = [showList(before[key]), showList(after[key])];
    if (was === is) continue;
    yield {
      cost: 'refused',
      at: [key],
      message: `${key} changes from ${was} to ${is}.`,
      consequence: CIDR_CONSEQUENCES[key],
      remedy: NEW_CLUSTER,
    };
  }
  yield* findMaskSizeChanges(before, after);
  yield* findDatastoreChange(before, after);
}

function* findMaskSizeChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const family of [4, 6] as const) {
    const [was, is] = [before.nodeCidrMaskSize[family], after.nodeCidrMaskSize[family]];
    if (was === is || was === undefined || is === undefined) continue;
    yield {
      cost: 'refused',
      at: [`nodeCidrMaskSizeIpv${family}`],
      message: `The pod range of a node changes from a /${was} to a /${is}.`,
      consequence: 'Each node keeps the range that it registered with, and new ranges can overlap old ones.',
      remedy: NEW_CLUSTER,
    };
  }
}

/** @see https://docs.k3s.io/datastore/ha-embedded#existing-single-node-clusters */
function* findDatastoreChange({ datastore: was }: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const is = after.datastore;
  if (was === is) return;
  const message = `The datastore changes from ${was} to ${is}.`;
  if (was === 'sqlite' && is === 'etcd') {
    yield {
      cost: 'restart',
      at: ['datastore'],
      message,
      consequence: 'k3s migrates an sqlite database to etcd when it starts with cluster-init.',
      restarts: 'servers',
    };
    return;
  }
  yield {
    cost: 'refused',
    at: ['datastore'],
    message,
    ...(was === 'etcd' && is === 'sqlite'
      ? {
          consequence: 'k3s keeps using etcd while its data is on the disk, and cannot migrate it to sqlite.',
          remedy:
            'Write "datastore: etcd" to the profile: one server with etcd works, and further servers can join it again.',
        }
      : {
          consequence: 'k3s cannot migrate between these: the cluster would start empty.',
          remedy: NEW_CLUSTER,
        }),
  };
}
