import type { Address } from '../../../address';
import type { NetworkPlan, SamplePlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { fail, pass } from '../../finding';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { formatTitle, isNamed } from '../../objects/live-objects';
import type { Flow, NetworkPolicy } from '../../objects/network-policies';
import { findBlocking, readPolicies } from '../../objects/network-policies';
import type { LivePod } from '../../objects/pods';
import { readPods, selectPods } from '../../objects/pods';
import type { LiveService } from '../../objects/services';
import { readServices } from '../../objects/services';

/** A connection that the network needs, and its texts. */
interface NeededFlow {
  /** `DNS queries of whoami` */
  readonly title: string;
  readonly components: readonly string[];
  readonly flow: Flow;
}

/** NetworkPolicies and the connections of CoreDNS, MetalLB, Traefik and the samples. */
export const networkPolicies: ClusterCheck = {
  id: 'network-policies',
  scope: 'cluster',
  title: "no NetworkPolicy blocks DNS, or the connections to MetalLB's webhook, Traefik and the samples",
  why: "k3s enforces NetworkPolicies on every node: pods resolve no names, clients get no answer, or the API server rejects MetalLB's configuration, while all pods are ready.",
  dependsOn: ['objects-as-written'],
  applies: ({ networkPolicy }) => networkPolicy,
  async *observe({ plan, cluster }: VerifyContext) {
    const context = await readPolicies(cluster);
    const flows = listFlows(plan, await readPods(cluster), await readServices(cluster));
    const blocked = new Map<NetworkPolicy, NeededFlow[]>();
    for (const needed of flows)
      for (const policy of findBlocking(needed.flow, context))
        blocked.set(policy, [...(blocked.get(policy) ?? []), needed]);
    for (const [policy, needed] of blocked) yield reportPolicy(policy, needed);
    if (blocked.size > 0) return;
    const text = `${context.policies.length} NetworkPolicies allow all of them`;
    yield pass({
      subject: `${flows.length} connections of DNS, MetalLB's webhook, Traefik and the samples`,
      found: text,
      planned: text,
    });
  },
};

function reportPolicy({ metadata }: NetworkPolicy, needed: readonly NeededFlow[]) {
  const titles = [...new Set(needed.map(({ title }) => title))];
  return fail({
    subject: formatTitle('NetworkPolicy', metadata),
    found: `it blocks ${titles.join(', ')}`,
    planned: `${titles.join(', ')} allowed`,
    components: [...new Set(needed.flatMap(({ components }) => components))],
    next: `allow them in the policy, or ${formatKubectlFor(metadata, 'delete', 'networkpolicy', metadata.name)}`,
  });
}

function listFlows(
  plan: NetworkPlan,
  pods: readonly LivePod[],
  services: readonly LiveService[],
): readonly NeededFlow[] {
  const running = pods.filter(
    ({ spec, status }) => spec?.hostNetwork !== true && status?.phase === 'Running',
  );
  const find = (name: string, namespace: string) => services.find((one) => isNamed(one, name, namespace));
  const traefik = plan.traefik.mode === 'none' ? undefined : find('traefik', plan.traefik.namespace);
  const ofTraefik = podsBehind(traefik, running);
  const webhook = plan.metallb && find('metallb-webhook-service', 'metallb-system');
  const samples = plan.samples.map((sample) => {
    const service = find(sample.name, sample.namespace);
    return { sample, service, pods: podsBehind(service, running) };
  });
  const clients = [
    ...ofTraefik.map((pod) => ({ title: 'Traefik', component: 'traefik', pod })),
    ...samples.flatMap((one) =>
      one.pods.map((pod) => ({ title: one.sample.name, component: one.sample.name, pod })),
    ),
  ];
  return [
    ...podsBehind(find('kube-dns', 'kube-system'), running).flatMap((dns) =>
      clients.map(({ title, component, pod }) => ({
        ...{ title: `DNS queries of ${title}`, components: ['coredns', component] },
        flow: { from: { pod }, to: { pod: dns }, protocol: 'UDP', port: 53, portName: 'dns' } as const,
      })),
    ),
    ...listFlowsFrom({ addresses: listOutside(plan) }, webhook, podsBehind(webhook, running), {
      ...{ title: "connections of the API server to MetalLB's webhook", components: ['metallb'] },
    }),
    ...listFlowsFrom({ addresses: listOutside(plan) }, traefik, ofTraefik, {
      ...{ title: 'clients of Traefik', components: ['traefik'] },
    }),
    ...samples.flatMap(({ sample, service, pods: own }) =>
      listSources(sample, plan, ofTraefik).flatMap(({ from, title }) =>
        listFlowsFrom(from, service, own, { title: `${title} ${sample.name}`, components: [sample.name] }),
      ),
    ),
  ];
}

/** Who connects to a sample: Traefik, or clients of its own address. */
function listSources({ loadBalancer }: SamplePlan, plan: NetworkPlan, traefik: readonly LivePod[]) {
  if (loadBalancer !== undefined) return [{ from: { addresses: listOutside(plan) }, title: 'clients of' }];
  return traefik.map((pod) => ({ from: { pod }, title: 'Traefik to' }));
}

/** The source of a client's packet is its own address, or a node's: kube-proxy may replace it. */
function listOutside({ lan, nodes }: NetworkPlan): readonly Address[] {
  return [...lan.cidr.map((cidr) => cidr.canonical.at(1n)), ...nodes.flatMap(({ nodeIp }) => nodeIp)];
}

function podsBehind(service: LiveService | undefined, pods: readonly LivePod[]): readonly LivePod[] {
  const selector = service?.spec.selector;
  const namespace = service?.metadata.namespace;
  return selector === undefined || namespace === undefined ? [] : selectPods(pods, namespace, selector);
}

function listFlowsFrom(
  from: Flow['from'],
  service: LiveService | undefined,
  pods: readonly LivePod[],
  texts: Pick<NeededFlow, 'title' | 'components'>,
): readonly NeededFlow[] {
  return pods.flatMap((pod) =>
    (service?.spec.ports ?? []).flatMap(({ port, targetPort = port, protocol = 'TCP' }) => {
      const ports = (pod.spec?.containers ?? []).flatMap((container) => container.ports ?? []);
      const target = ports.find(({ name, containerPort }) => [name, containerPort].includes(targetPort));
      const number = target?.containerPort ?? (typeof targetPort === 'number' ? targetPort : undefined);
      if (number === undefined || protocol !== 'TCP') return [];
      const ofName = target?.name === undefined ? {} : { portName: target.name };
      return { ...texts, flow: { from, to: { pod }, protocol: 'TCP' as const, port: number, ...ofName } };
    }),
  );
}
