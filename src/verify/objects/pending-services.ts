import type { LoadBalancer } from '../../plan';
import type { ClusterReader } from '../host';
import { readLastWarning } from './events';
import type { ObjectMeta } from './live-objects';
import { readList } from './live-objects';

/** The fields of ServiceLB's Pods that checks read. */
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

/** Why a Service has no address, where an event or a Pod reports it. @throws UnreachableError */
export async function readPendingReason(
  cluster: ClusterReader,
  server: LoadBalancer,
  service: ObjectMeta,
): Promise<string | undefined> {
  const message = await readLastWarning(cluster, 'Service', service);
  if (server !== 'servicelb') return message;
  // ServiceLB reports only that it has no node; its pods report that another Service uses the port there.
  const pods = (await readList<BalancerPod>(cluster, 'v1', 'Pod')) ?? [];
  const own = pods.filter(
    ({ metadata: { labels } }) =>
      labels?.[`${SERVICE_LB}svcname`] === service.name &&
      labels[`${SERVICE_LB}svcnamespace`] === service.namespace,
  );
  const waiting = own.flatMap(({ status }) => status?.conditions ?? []);
  const unscheduled = waiting.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return unscheduled?.message ?? message;
}
