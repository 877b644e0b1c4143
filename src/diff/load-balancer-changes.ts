import { contains } from '../address';
import { pathOf } from '../diagnostics/profile-path';
import { listLoadBalancerServices, METALLB_NAMESPACE } from '../plan';
import type { MetalLbPlan, NetworkPlan } from '../plan/model';
import { instruct, run, waitForServiceLbRemoved } from '../steps';
import type { Step } from '../steps';
import type { Change } from './change';
import { showList } from './change';

/** Addresses that clients know, and the load balancers that assign them. */
export function* findLoadBalancerChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  yield* findServiceLbChange(before, after);
  yield* findMovedAddresses(before, after);
  yield* findClassChange(before, after);
  if (before.metallb && after.metallb) {
    yield* findShrunkPools(before.metallb, after.metallb);
    yield* findPeerChanges(before.metallb, after.metallb);
  }
}

function* findServiceLbChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  if (before.serviceLb.enabled === after.serviceLb.enabled) return;
  const isOn = after.serviceLb.enabled;
  yield {
    cost: 'interrupts',
    at: !isOn && after.metallb ? ['metallb'] : ['servicelb'],
    message: `ServiceLB changes from ${onOrOff(before.serviceLb.enabled)} to ${onOrOff(isOn)}.`,
    consequence: isOn
      ? 'Services of type LoadBalancer answer on the addresses of the nodes from then on.'
      : 'Services no longer answer on the addresses of the nodes: clients and DNS entries that have those need the new ones.',
    restarts: 'servers',
    ...(!isOn && { steps: { 'after-restart': [waitForServiceLbRemoved()] } }),
  };
}

function onOrOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}

function* findMovedAddresses(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const old = new Map(collectFixedAddresses(before).map(({ service, addresses }) => [service, addresses]));
  for (const { service, addresses, path } of collectFixedAddresses(after)) {
    const was = old.get(service);
    if (was === undefined || was === addresses || was === '') continue;
    const is = addresses === '' ? 'any address of its pool' : addresses;
    yield {
      cost: 'interrupts',
      at: path,
      message: `The address of ${service} changes from ${was} to ${is}.`,
      consequence: 'Clients and names that have the old address no longer reach it.',
      steps: {
        'before-apply': [
          {
            id: `change-dns-${service.replace(/\W+/g, '-').toLowerCase()}`,
            title: `Change the DNS entries that point to ${was}, the old address of ${service}.`,
            actions: [instruct("Change the entries, and wait for the old entries' TTL to expire.")],
          },
        ],
      },
    };
  }
}

function collectFixedAddresses({ traefik, samples }: NetworkPlan) {
  const services = samples.flatMap(({ name, loadBalancer }) =>
    loadBalancer === undefined
      ? []
      : [
          {
            service: `sample ${name}`,
            addresses: loadBalancer.loadBalancerIPs.join(', '),
            path: pathOf(loadBalancer),
          },
        ],
  );
  if (traefik.mode === 'none') return services;
  return [
    {
      service: 'Traefik',
      addresses: traefik.loadBalancerIPs.join(', '),
      path: pathOf(traefik, 'loadBalancerIPs'),
    },
    ...services,
  ];
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class */
function* findClassChange(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.metallb?.loadBalancerClass, after.metallb?.loadBalancerClass];
  if (was === is || before.metallb === undefined || after.metallb === undefined) return;
  yield {
    cost: 'by-hand',
    at: ['metallb', 'loadBalancerClass'],
    message: `MetalLB's loadBalancerClass changes from ${was ?? 'none'} to ${is ?? 'none'}.`,
    consequence: 'The class of a Service is immutable: the API server rejects the new manifests.',
    steps: { 'before-apply': [deleteLoadBalancerServices(before)], 'after-apply': [RECREATE_OTHERS] },
  };
}

function deleteLoadBalancerServices(plan: NetworkPlan): Step {
  return {
    id: 'delete-load-balancer-services',
    title: 'Delete the Services of type LoadBalancer; the manifests create them again.',
    interrupts: { what: 'Everything that is reached by an address of a load balancer' },
    actions: listLoadBalancerServices(plan).map(({ namespace, name }) =>
      run('kubectl', '-n', namespace, 'delete', 'service', name, '--ignore-not-found'),
    ),
  };
}

/** Services that the profile does not describe: MetalLB ignores those of another class. */
const RECREATE_OTHERS: Step = {
  id: 'recreate-load-balancer-services',
  title: 'Recreate every other Service of type LoadBalancer that is to change its class.',
  actions: [
    run('kubectl', 'get', 'services', '-A', '-o', 'wide'),
    instruct('Delete and create every other Service of type LoadBalancer that is to change its class.'),
  ],
};

function* findShrunkPools(before: MetalLbPlan, after: MetalLbPlan): Iterable<Change> {
  const ranges = after.ipAddressPools.flatMap(({ addresses }) => addresses);
  for (const pool of before.ipAddressPools) {
    const lost = pool.addresses.filter((range) => !ranges.some((kept) => contains(kept, range)));
    if (lost.length === 0) continue;
    yield {
      cost: 'interrupts',
      at: ['metallb', 'ipAddressPools'],
      message: `Pool ${pool.name} loses addresses of ${showList(lost)}.`,
      consequence: 'MetalLB at once assigns another address to a Service whose address is in no pool.',
      steps: { 'before-apply': [LIST_SERVICES] },
    };
  }
}

const LIST_SERVICES: Step = {
  id: 'list-services',
  title: 'Look which Services have addresses that no pool contains afterwards.',
  actions: [run('kubectl', 'get', 'services', '-A', '-o', 'wide')],
};

function* findPeerChanges(before: MetalLbPlan, after: MetalLbPlan): Iterable<Change> {
  const peers = new Map(after.bgpPeers.map((peer) => [peer.name, peer]));
  for (const old of before.bgpPeers) {
    const peer = peers.get(old.name);
    if (peer === undefined || peer.enableGracefulRestart === old.enableGracefulRestart) continue;
    yield {
      cost: 'by-hand',
      at: pathOf(peer, 'enableGracefulRestart'),
      message: `Graceful restart of peer ${peer.name} changes from ${onOrOff(old.enableGracefulRestart)} to ${onOrOff(peer.enableGracefulRestart)}.`,
      consequence: 'The field of a BGPPeer is immutable: the API server rejects the new manifests.',
      steps: {
        'before-apply': [
          {
            id: `delete-peer-${peer.name}`,
            title: `Delete BGPPeer ${peer.name}; the manifests create it again.`,
            interrupts: { what: `The BGP sessions with ${peer.name}`, seconds: 60 },
            actions: [run('kubectl', '-n', METALLB_NAMESPACE, 'delete', 'bgppeer', peer.name)],
          },
        ],
      },
    };
  }
}
