import type { LoadBalancer } from '../../plan';
import type { ClusterReader } from '../place';
import { lastWarning } from './events';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** As much of a Pod of ServiceLB as is looked at. */
interface BalancerPod {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

const SERVICE_LB = 'svccontroller.k3s.cattle.io/';

/** Why a Service has no address, as far as anybody says. @throws Unreachable */
export async function pendingBecause(
  cluster: ClusterReader,
  server: LoadBalancer,
  service: ObjectMeta,
): Promise<string | undefined> {
  const said = await lastWarning(cluster, 'Service', service);
  if (server !== 'servicelb') return said;
  // ServiceLB says only that it has no node; its pods say that another Service has the port there.
  const pods = (await readList<BalancerPod>(cluster, 'v1', 'Pod')) ?? [];
  const own = pods.filter(
    ({ metadata: { labels } }) =>
      labels?.[`${SERVICE_LB}svcname`] === service.name &&
      labels[`${SERVICE_LB}svcnamespace`] === service.namespace,
  );
  const waiting = own.flatMap(({ status }) => status?.conditions ?? []);
  const unscheduled = waiting.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return unscheduled?.message ?? said;
}
