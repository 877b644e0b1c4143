import type { LoadBalancerService, NetworkPlan } from '../../network';
import { Address, contains, loadBalancerServices } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import type { ClusterReader } from '../place';
import type { ObjectMeta } from './objects/live-objects';
import { isNamed, readList } from './objects/live-objects';
import type { Service } from './objects/services';
import { givenAddresses, readServices } from './objects/services';

interface Event {
  readonly type?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly involvedObject: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly metadata: ObjectMeta;
}

/** What load balancers gave, against what the profile asks for. */
export const loadBalancerAddresses: ClusterCheck = {
  id: 'load-balancer-addresses',
  scope: 'cluster',
  title: 'every LoadBalancer Service has the address that the profile asks for, or one of a pool',
  why: 'Names in DNS and port forwards of a router point at that address. A Service that is <pending> is reached by nobody.',
  applies: (plan) => served(plan).length > 0,
  async *look({ plan, cluster }: Verification) {
    const services = await readServices(cluster);
    for (const planned of served(plan)) {
      const { name, namespace } = planned;
      const live = services.find((service) => isNamed(service, name, namespace));
      const why = givenAddresses(live).length === 0 ? await reason(cluster, name, namespace) : undefined;
      yield given(planned, live, plan, why);
    }
  },
};

function served(plan: NetworkPlan): readonly LoadBalancerService[] {
  return loadBalancerServices(plan).filter(({ servedBy }) => servedBy !== 'nobody');
}

function given(
  planned: LoadBalancerService,
  live: Service | undefined,
  plan: NetworkPlan,
  why: string | undefined,
): Observation {
  const { name, namespace } = planned;
  const found = givenAddresses(live).map((ip) => Address.parse(ip));
  const absent = live === undefined ? 'no such Service' : `no address${why === undefined ? '' : ` (${why})`}`;
  return compared(isAsPlanned(found, planned, plan), {
    looked: `address of Service ${namespace}/${name}`,
    found: found.map(String).join(', ') || absent,
    planned: wish(planned, plan),
    next: `kubectl -n ${namespace} describe service ${name}`,
  });
}

function isAsPlanned(
  found: readonly Address[],
  { loadBalancerIPs, servedBy }: LoadBalancerService,
  plan: NetworkPlan,
): boolean {
  if (found.length === 0) return false;
  if (servedBy === 'servicelb')
    return found.every((one) => nodeAddresses(plan).some((own) => own.equals(one)));
  if (loadBalancerIPs.length > 0)
    return (
      found.length === loadBalancerIPs.length &&
      loadBalancerIPs.every((wanted) => found.some((one) => one.equals(wanted)))
    );
  const ranges = (plan.metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  return found.every((one) => ranges.some((range) => contains(range, one)));
}

function nodeAddresses({ nodes }: NetworkPlan): readonly Address[] {
  return nodes.flatMap(({ nodeIp, nodeExternalIp }) => [...nodeIp, ...nodeExternalIp]);
}

function wish({ loadBalancerIPs, servedBy }: LoadBalancerService, { metallb }: NetworkPlan): string {
  if (loadBalancerIPs.length > 0) return loadBalancerIPs.map(String).join(', ');
  if (servedBy === 'servicelb') return 'addresses of nodes';
  return `an address of ${(metallb?.ipAddressPools ?? []).map(({ name }) => `the pool ${name}`).join(' or ')}`;
}

/** What a load balancer said of it last. */
async function reason(cluster: ClusterReader, name: string, namespace: string): Promise<string | undefined> {
  const events = (await readList<Event>(cluster, 'v1', 'Event')) ?? [];
  const own = events.filter(
    ({ type, involvedObject: about }) =>
      type === 'Warning' && about.kind === 'Service' && about.name === name && about.namespace === namespace,
  );
  return own.at(-1)?.message;
}
