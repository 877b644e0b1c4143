import type { HostFacts, K3sBinary } from '../../src/lab/host/host-facts';
import type { LabLayout, LabRequest } from '../../src/lab/layout/lab-layout';
import { layOutLab } from '../../src/lab/layout/lab-layout';
import type { NetworkPlan } from '../../src/plan';

/** A machine that has everything: cgroup v2, WireGuard, IPVS and BIRD. */
export const ABLE_HOST: HostFacts = {
  cgroups: [{ version: 2, path: '/sys/fs/cgroup', options: '' }],
  wireguard: true,
  ipvs: true,
  lowersOomScore: true,
  bird: { daemon: '/usr/sbin/bird', client: '/usr/sbin/birdc' },
  slirp4netns: '/usr/bin/slirp4netns',
  cniPlugins: '/usr/lib/cni',
};

/** The k3s that a plan asks for. */
export function k3sOf(plan: NetworkPlan): K3sBinary {
  return { path: '/usr/local/bin/k3s', version: plan.k3sVersion.toString() };
}

/** The lab of a plan on a machine that has everything, unless told otherwise. */
export function layoutOf(plan: NetworkPlan, request: Partial<LabRequest> = {}): LabLayout {
  return layOutLab({ plan, host: ABLE_HOST, k3s: k3sOf(plan), manifestImages: [], ...request });
}
