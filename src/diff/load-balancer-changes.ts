import { contains } from '../address';
import { pathOf } from '../diagnostics/profile-path';
import type { MetalLbPlan, NetworkPlan } from '../plan/model';
import type { Change } from './change';

/** Addresses that clients know, and the parts that give them. */
export function* loadBalancerChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  yield* switchedLoadBalancer(before, after);
  yield* movedAddresses(before, after);
  yield* loadBalancerClass(before, after);
  if (before.metallb && after.metallb) {
    yield* shrunkPools(before.metallb, after.metallb);
    yield* peers(before.metallb, after.metallb);
  }
}

function* switchedLoadBalancer(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  if (before.serviceLb.enabled === after.serviceLb.enabled) return;
  yield {
    cost: 'interrupts',
    at: after.serviceLb.enabled ? ['servicelb'] : after.metallb ? ['metallb'] : ['servicelb'],
    message: `ServiceLB was ${onOff(before.serviceLb.enabled)} and is to be ${onOff(after.serviceLb.enabled)}.`,
    consequence: after.serviceLb.enabled
      ? 'Services answer on the nodes’ addresses from then on.'
      : 'Services lose the nodes’ addresses that they answered on; whoever was told those has to be told anew.',
    steps: [
      'Restart the servers first, and wait until no pod svclb-* is left: kubectl -n kube-system get daemonsets',
    ],
  };
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}

function* movedAddresses(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const was = new Map(fixedAddresses(before).map(({ service, addresses }) => [service, addresses]));
  for (const { service, addresses, path } of fixedAddresses(after)) {
    const old = was.get(service);
    if (old === undefined || old === addresses || old === '') continue;
    yield {
      cost: 'interrupts',
      at: path,
      message: `${service} had the address ${old} and is to have ${addresses || 'any of its pool'}.`,
      consequence: 'Clients that know the old address, and every name that points to it, find nothing there.',
      steps: [
        'Change the DNS entries that point to it, then apply; give clients the time of the old entry’s TTL.',
      ],
    };
  }
}

function fixedAddresses({ traefik, samples }: NetworkPlan) {
  const services = samples.flatMap(({ name, loadBalancer }) =>
    loadBalancer === undefined
      ? []
      : [
          {
            service: `Sample ${name}`,
            addresses: loadBalancer.loadBalancerIPs.join(','),
            path: pathOf(loadBalancer),
          },
        ],
  );
  if (traefik.mode === 'none') return services;
  return [
    {
      service: 'Traefik',
      addresses: traefik.loadBalancerIPs.join(','),
      path: pathOf(traefik, 'loadBalancerIPs'),
    },
    ...services,
  ];
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class */
function* loadBalancerClass(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const [was, is] = [before.metallb?.loadBalancerClass, after.metallb?.loadBalancerClass];
  if (was === is || before.metallb === undefined || after.metallb === undefined) return;
  yield {
    cost: 'by-hand',
    at: ['metallb', 'loadBalancerClass'],
    message: `MetalLB's loadBalancerClass was ${was ?? 'unset'} and is to be ${is ?? 'unset'}.`,
    consequence: 'A Service keeps the class that it was made with: the API server refuses to change it.',
    steps: [
      'Delete every Service of type LoadBalancer before you apply: kubectl get services -A | grep LoadBalancer',
    ],
  };
}

function* shrunkPools(before: MetalLbPlan, after: MetalLbPlan): Iterable<Change> {
  const ranges = after.ipAddressPools.flatMap(({ addresses }) => addresses);
  for (const pool of before.ipAddressPools) {
    const lost = pool.addresses.filter((range) => !ranges.some((kept) => contains(kept, range)));
    if (lost.length === 0) continue;
    yield {
      cost: 'interrupts',
      at: ['metallb', 'ipAddressPools'],
      message: `Pool ${pool.name} gives up addresses of ${lost.join(', ')}.`,
      consequence: 'Services with an address that is no longer in a pool are given another one at once.',
      steps: ['See who has one: kubectl get services -A -o wide | grep LoadBalancer'],
    };
  }
}

function* peers(before: MetalLbPlan, after: MetalLbPlan): Iterable<Change> {
  const now = new Map(after.bgpPeers.map((peer) => [peer.name, peer]));
  for (const old of before.bgpPeers) {
    const peer = now.get(old.name);
    if (peer === undefined || peer.enableGracefulRestart === old.enableGracefulRestart) continue;
    yield {
      cost: 'by-hand',
      at: pathOf(peer, 'enableGracefulRestart'),
      message: `Graceful restart of peer ${peer.name} is to be ${onOff(peer.enableGracefulRestart)}.`,
      consequence: 'The field cannot be changed on a BGPPeer that exists.',
      steps: [
        `kubectl -n metallb-system delete bgppeer ${peer.name}`,
        'Apply: the session goes down and comes up once.',
      ],
    };
  }
}
