import type { MonitoredPool, MonitoringProps } from '../../constructs/monitoring';
import { METALLB_NAMESPACE, listMetalLbServices, listPoolUsage } from '../../src/plan';
import type { NetworkPlan } from '../../src/plan';
import { omitEmpty, omitUndefined } from './omit';

/** Part of a pool's addresses in use from which it counts as nearly full, in percent. */
const NEARLY_FULL = 90n;

/** Larger pools, such as those of IPv6, do not become full. */
const LARGEST_POOL = 1n << 24n;

/** Undefined where the profile wants no monitoring. */
export function deriveMonitoringProps(plan: NetworkPlan): MonitoringProps | undefined {
  const { monitoring, coredns, traefik, metallb } = plan;
  if (monitoring === undefined) return undefined;
  const { labels, certificateDays } = monitoring;
  return omitUndefined<MonitoringProps>({
    labels: omitEmpty({ ...labels }),
    coredns: coredns.mode === 'none' ? undefined : { namespace: 'kube-system' },
    traefik:
      traefik.mode === 'none' || !traefik.metrics
        ? undefined
        : { namespace: traefik.namespace, certificateDays },
    metallb: metallb && {
      namespace: METALLB_NAMESPACE,
      bgpBackend: metallb.bgpBackend,
      pools: derivePools(plan),
      peers: metallb.bgpPeers.flatMap(({ name, peerAddress }) =>
        peerAddress === undefined ? [] : [{ name, address: peerAddress.toString() }],
      ),
      addresses: listMetalLbServices(plan).flatMap(({ name, namespace, loadBalancerIPs }) =>
        loadBalancerIPs.map((address) => ({
          address: address.toString(),
          service: `${namespace}/${name}`,
        })),
      ),
    },
  });
}

/** Pools that can become full; not those that the Services of the profile fill by themselves. */
function derivePools(plan: NetworkPlan): readonly MonitoredPool[] {
  return listPoolUsage(plan).flatMap(({ name, size, requested }) => {
    if (size > LARGEST_POOL) return [];
    const part = (size * NEARLY_FULL + 99n) / 100n;
    const own = BigInt(requested) + 1n;
    const threshold = part > own ? part : own;
    return threshold > size ? [] : [{ name, size: Number(size), threshold: Number(threshold) }];
  });
}
