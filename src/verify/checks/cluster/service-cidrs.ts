import type { Cidr, Span } from '../../../address';
import type { NetworkPlan } from '../../../plan';
import { overlaps } from '../../../address';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf, fail, pass } from '../../finding';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ServiceCidr } from '../../objects/service-cidrs';
import { parseCidrs, OWN_SERVICE_CIDR, readServiceCidrs } from '../../objects/service-cidrs';

/** A network of the plan that a ServiceCIDR must not overlap. */
interface Taken {
  /** `the LAN 10.0.0.0/24` */
  readonly title: string;
  readonly span: Span;
}

/** The ServiceCIDRs, from which the API server assigns cluster IPs. */
export const serviceCidrs: ClusterCheck = {
  id: 'service-cidrs',
  scope: 'cluster',
  title: 'every ServiceCIDR is serviceCidr or overlaps no other network of the plan',
  why: 'Since Kubernetes 1.33 a ServiceCIDR can be added to a running cluster. A cluster IP of the LAN, the pod network or a pool makes the other owner of the address unreachable from every node.',
  // Older releases have no ServiceCIDR objects.
  applies: ({ k3sVersion: { major, minor } }) => major > 1 || minor >= 33,
  async *observe({ plan, cluster }: VerifyContext) {
    const live = await readServiceCidrs(cluster);
    if (live === undefined) {
      yield skipUnserved();
      return;
    }
    yield compareOwn(
      live.find(({ metadata }) => metadata.name === OWN_SERVICE_CIDR),
      plan,
    );
    for (const one of live) yield* reportUnready(one);
    const additional = live.filter(({ metadata }) => metadata.name !== OWN_SERVICE_CIDR);
    for (const one of additional) yield compareAdditional(one, plan);
  },
};

function skipUnserved(): Observation {
  return {
    outcome: 'skipped',
    subject: 'ServiceCIDRs',
    reason:
      'the API server does not serve ServiceCIDRs: it is older than Kubernetes 1.33, or they are disabled',
    next: 'compare kubectl version, and kube-apiserver-arg of every server',
  };
}

/** The object that the API server creates from its settings. */
function compareOwn(live: ServiceCidr | undefined, { serviceCidr }: NetworkPlan): Observation {
  const planned = serviceCidr.map(({ canonical }) => canonical.toString());
  const found = live === undefined ? [] : parseCidrs(live).map(String);
  return passIf(planned.length === found.length && planned.every((cidr) => found.includes(cidr)), {
    subject: `ServiceCIDR ${OWN_SERVICE_CIDR}`,
    found: live === undefined ? 'no such object' : found.join(', '),
    planned: planned.join(', '),
    next: 'a cluster keeps the serviceCidr that it was created with: set that one in the profile, or create the cluster again',
  });
}

/** The API server assigns no address of a ServiceCIDR that is not ready or is being deleted. */
function* reportUnready({ metadata, status }: ServiceCidr): Iterable<Observation> {
  const condition = status?.conditions?.find(({ type }) => type === 'Ready');
  if (condition === undefined || condition.status === 'True') return;
  yield fail({
    subject: `ServiceCIDR ${metadata.name}`,
    found: `not ready: ${condition.message || condition.reason || 'no reason given'}`,
    planned: 'ready',
    next: `${formatKubectl('describe', 'servicecidr', metadata.name)}; kubectl get ipaddresses`,
  });
}

function compareAdditional(additional: ServiceCidr, plan: NetworkPlan): Observation {
  const cidrs = parseCidrs(additional);
  const clash = listTaken(plan).find(({ span }) => cidrs.some((cidr) => overlaps(cidr, span)));
  const texts = {
    subject: `ServiceCIDR ${additional.metadata.name}`,
    planned: 'no overlap with other networks',
  };
  const found = cidrs.map(String).join(', ');
  if (clash === undefined) return pass({ ...texts, found });
  return fail({
    ...texts,
    found: `${found}, which overlaps ${clash.title}`,
    next: `${formatKubectl('delete', 'servicecidr', additional.metadata.name)}, and create the Services with its addresses again (kubectl get ipaddresses)`,
  });
}

function listTaken({ clusterCidr, lan, metallb }: NetworkPlan): readonly Taken[] {
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
