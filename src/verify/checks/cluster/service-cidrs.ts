import type { Cidr, Span } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { overlaps } from '../../../address';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared, fails, holds } from '../../finding';
import type { ServiceCidr } from '../../objects/service-cidrs';
import { cidrsOf, OWN_SERVICE_CIDR, readServiceCidrs } from '../../objects/service-cidrs';

/** A network of the plan that Services must keep out of. */
interface Taken {
  /** `the LAN 10.0.0.0/24` */
  readonly title: string;
  readonly span: Span;
}

/** The networks that the API server takes Services' addresses from. */
export const serviceCidrs: ClusterCheck = {
  id: 'service-cidrs',
  scope: 'cluster',
  title: 'the API server takes addresses of Services from serviceCidr, and from no network of others',
  why: 'Since Kubernetes 1.33 anybody who may can give Services another network while the cluster runs. A Service with an address of the LAN, of pods or of a pool hides whatever else has it from every node.',
  // Older ones have the network of their start, and no objects of it.
  applies: ({ k3sVersion: { major, minor } }) => major > 1 || minor >= 33,
  async *look({ plan, cluster }: Verification) {
    const live = await readServiceCidrs(cluster);
    if (live === undefined) {
      yield notServed();
      return;
    }
    yield own(
      live.find(({ metadata }) => metadata.name === OWN_SERVICE_CIDR),
      plan,
    );
    for (const one of live) yield* ready(one);
    const further = live.filter(({ metadata }) => metadata.name !== OWN_SERVICE_CIDR);
    for (const one of further) yield apart(one, plan);
  },
};

function notServed(): Observation {
  return {
    outcome: 'not looked',
    looked: 'ServiceCIDRs',
    because: 'the API server does not know them: it is older than Kubernetes 1.33, or has them switched off',
    next: 'see kubectl version, and the kube-apiserver-arg of every server',
  };
}

/** The one that the API server makes of its own settings, at its start. */
function own(live: ServiceCidr | undefined, { serviceCidr }: NetworkPlan): Observation {
  const planned = serviceCidr.map(({ canonical }) => canonical.toString());
  const found = live === undefined ? [] : cidrsOf(live).map(String);
  return compared(planned.length === found.length && planned.every((cidr) => found.includes(cidr)), {
    looked: `ServiceCIDR ${OWN_SERVICE_CIDR}`,
    found: live === undefined ? 'no such object' : found.join(', '),
    planned: planned.join(', '),
    next: 'a cluster keeps the service network that it was made with: write that one into the profile, or make the cluster anew',
  });
}

/** What is not ready gives no addresses; what is being deleted, none that is new. */
function* ready({ metadata, status }: ServiceCidr): Iterable<Observation> {
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  if (condition === undefined || condition.status === 'True') return;
  yield fails({
    looked: `ServiceCIDR ${metadata.name}`,
    found: `not ready: ${condition.message || condition.reason || 'it does not say why'}`,
    planned: 'ready',
    next: `kubectl describe servicecidr ${metadata.name}; kubectl get ipaddresses`,
  });
}

function apart(further: ServiceCidr, plan: NetworkPlan): Observation {
  const cidrs = cidrsOf(further);
  const clash = takenIn(plan).find(({ span }) => cidrs.some((cidr) => overlaps(cidr, span)));
  const look = { looked: `ServiceCIDR ${further.metadata.name}`, planned: 'nothing that anybody else has' };
  const found = cidrs.map(String).join(', ');
  if (clash === undefined) return holds({ ...look, found });
  return fails({
    ...look,
    found: `${found}, which overlaps ${clash.title}`,
    next: `kubectl delete servicecidr ${further.metadata.name}, and make Services anew that have an address of it (kubectl get ipaddresses)`,
  });
}

function takenIn({ clusterCidr, lan, metallb }: NetworkPlan): readonly Taken[] {
  const cidrs = (title: string, list: readonly Cidr[]) =>
    list.map((span) => ({ title: `${title} ${span.toString()}`, span }));
  return [
    ...cidrs('the pod network', clusterCidr),
    ...cidrs('the LAN', lan.cidr),
    ...(metallb?.ipAddressPools ?? []).flatMap(({ name, addresses }) =>
      addresses.map((span) => ({ title: `the pool ${name} (${span.toString()})`, span })),
    ),
  ];
}
