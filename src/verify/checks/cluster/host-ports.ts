import type { HostPort } from '../../../plan';
import { listPlannedHostPorts } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Failed } from '../../finding';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { formatTitle } from '../../objects/live-objects';
import type { LivePod } from '../../objects/pods';
import { readPods } from '../../objects/pods';

/** Label of ServiceLB's own pods, whose host ports are planned. */
const SERVICE_LB = 'svccontroller.k3s.cattle.io/svcname';

/** Host ports of pods that the cluster needs on the nodes. */
export const hostPorts: ClusterCheck = {
  id: 'host-ports',
  scope: 'cluster',
  title: 'no pod has a hostPort that k3s, flannel, MetalLB or ServiceLB needs',
  why: "Packets for the port on the node's address reach the pod instead, or ServiceLB's pods stay Pending.",
  async *observe({ plan, cluster }: VerifyContext) {
    const planned = listPlannedHostPorts(plan);
    const failed = (await readPods(cluster)).flatMap((pod) => findTaken(pod, planned));
    yield* failed;
    if (failed.length > 0) return;
    const text = `no pod has one of ${planned.length} ports`;
    yield pass({ subject: 'host ports of all pods', found: text, planned: text });
  },
};

function findTaken({ metadata, spec }: LivePod, planned: readonly HostPort[]): readonly Failed[] {
  // Kubernetes copies every port of a pod on the host network to hostPort; the planned workloads are such pods.
  if (spec?.hostNetwork === true || metadata.labels?.[SERVICE_LB] !== undefined) return [];
  const ports = (spec?.containers ?? []).flatMap((container) => container.ports ?? []);
  return ports.flatMap(({ hostPort, protocol = 'TCP' }) => {
    const owner = planned.find((one) => one.port === hostPort && one.protocol === protocol);
    if (owner === undefined) return [];
    return fail({
      subject: `hostPort of ${formatTitle('Pod', metadata)}`,
      found: `${protocol} ${owner.port}`,
      planned: `another port: ${owner.owner} needs it`,
      ...(spec?.nodeName !== undefined && { nodes: [spec.nodeName] }),
      next: `remove the hostPort from its workload: ${formatKubectlFor(metadata, 'get', 'pod', metadata.name, '-o', 'yaml')} shows the owner`,
    });
  });
}
