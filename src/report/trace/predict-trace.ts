import type { Family } from '../../address';
import type { NetworkPlan } from '../../plan';
import { PacketWay } from './packet-way';
import type { RunningChoices } from './predict-service';
import { ServicePrediction } from './predict-service';
import type { TraceEndpoint, TraceSource } from './trace-endpoint';
import type { Trace, TraceHop } from './trace-hop';
import type { TracedService } from './traced-service';

/**
 * Predicts the way of the first packet of a connection.
 *
 * @param family of the addresses; the cluster's primary family unless given
 * @param choices of the running cluster, where they are known
 */
export function predictTrace(
  plan: NetworkPlan,
  from: TraceEndpoint,
  to: TraceEndpoint,
  family: Family = plan.clusterCidr[0]?.family ?? 4,
  choices: RunningChoices = {},
): Trace {
  if (from.kind !== 'pod' && from.kind !== 'node' && from.kind !== 'client')
    return { hops: [], dropped: 'A connection starts at a pod, a node or a LAN client.' };
  return new TracePrediction(plan, family, choices).predict(from, to);
}

/** The prediction for one plan and one family. */
class TracePrediction {
  private readonly way: PacketWay;
  private readonly services: ServicePrediction;

  constructor(
    private readonly plan: NetworkPlan,
    family: Family,
    choices: RunningChoices,
  ) {
    this.way = new PacketWay(plan, family);
    this.services = new ServicePrediction(plan, family, this.way, choices);
  }

  predict(from: TraceSource, to: TraceEndpoint): Trace {
    switch (to.kind) {
      case 'name':
        return this.toName(from, to.name, to.service);
      case 'service':
        return this.services.toService(from, to);
      case 'pod':
        return from.kind === 'client'
          ? this.clientToPod()
          : { hops: [...this.way.leave(from), ...this.way.toPod(from, to.node)] };
      case 'node':
        return { hops: [...this.way.leave(from), ...this.way.toNode(from, to.node)] };
      case 'outside':
        return { hops: [...this.way.leave(from), ...this.way.toOutside(from, to.address.toString())] };
      case 'client':
        return { hops: [...this.way.leave(from), ...this.way.toOutside(from, 'the LAN client')] };
    }
  }

  private clientToPod(): Trace {
    const hops = this.way.leave({ kind: 'client' });
    return {
      hops,
      dropped: 'The LAN has no route to the pod network, unless your router has one to each node share.',
    };
  }

  private toName(from: TraceSource, name: string, service: TracedService): Trace {
    const asked: TraceHop =
      from.kind === 'pod'
        ? {
            ...{ where: `pod on ${from.node.name}`, at: 'resolver', step: 'resolve' },
            action: `asks cluster DNS ${this.plan.clusterDns.map(String).join(', ')} for ${name}`,
            check: 'coredns-answers',
          }
        : {
            where: from.kind === 'client' ? 'LAN client' : `node ${from.node.name}`,
            ...{ at: 'resolver', step: 'resolve', action: `asks its own name server for ${name}` },
          };
    const { hops, ...end } = this.services.toService(from, { service, via: 'load-balancer' });
    return { hops: [asked, ...hops], ...end };
  }
}
