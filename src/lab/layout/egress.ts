import type { Span } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Cidr, contains, overlaps, summarize } from '../../address';
import { listNetworks } from '../../plan';
import { LabError } from '../errors';

/**
 * The lab's way out: a network between its router and slirp4netns, which connects to the outside from the host. Traffic to
 * the lab's own addresses never takes it, even if the host has a route to them.
 */
export interface EgressLayout {
  /** Network of the router's interface to slirp4netns. */
  readonly cidr: string;
  /** Name server on it, which forwards queries to the host's. */
  readonly nameServer: string;
  /** Options of slirp4netns. */
  readonly options: readonly string[];
  /** Networks that the way out does not lead to: all of the lab's own, whether their addresses are in use or not. */
  readonly closed: readonly string[];
  /** Networks of the host that are unreachable for that reason. */
  readonly hidden: readonly string[];
}

/** The requested way out. */
export interface EgressRequest {
  /** Networks that the host has a route to. */
  readonly hostNetworks: readonly string[];
  /** Whether networks of the host that overlap the lab's may be unreachable. */
  readonly overlap: boolean;
}

/** The router's interface to the outside. */
export const EGRESS_INTERFACE = 'outside';

/** Candidates for the network of the way out: ranges that are seldom used. */
const CANDIDATES = ['10.0.2.0/24', '172.31.254.0/24', '192.168.254.0/24', '198.18.254.0/24'];

/** @see https://github.com/rootless-containers/slirp4netns/blob/master/slirp4netns.1.md */
const NAME_SERVER_HOST = 3n;

/**
 * Plans the way out. It needs no change to the host's network: slirp4netns turns packets into connections of its own.
 *
 * @throws LabError where none is possible, or the host's networks overlap the lab's and that is not requested
 */
export function layOutEgress(plan: NetworkPlan, { hostNetworks, overlap }: EgressRequest): EgressLayout {
  if (plan.nodes.some(({ nodeIp }) => nodeIp.every(({ family }) => family === 6))) {
    throw new LabError(
      '--egress: the way out is IPv4 only, and a node has IPv6 addresses only; name a folder of image archives by --images <dir>',
    );
  }
  const host = hostNetworks.map((text) => Cidr.parse(text));
  const lab = collectSpans(plan);
  const hidden = selectOutermost(host.filter((network) => lab.some((span) => overlaps(span, network)))).map(
    String,
  );
  if (hidden.length > 0 && !overlap) throw describeOverlap(hidden);
  const taken = [...host, ...lab];
  const free = CANDIDATES.map((text) => Cidr.parse(text)).find(
    (one) => !taken.some((span) => overlaps(span, one)),
  );
  if (free === undefined) throw new LabError(`--egress: none of ${CANDIDATES.join(', ')} is free`);
  return {
    cidr: free.toString(),
    nameServer: free.at(NAME_SERVER_HOST).toString(),
    options: ['--configure', '--mtu=1500', '--disable-host-loopback', `--cidr=${free.toString()}`],
    closed: lab.flatMap(summarize).map(String),
    hidden,
  };
}

function describeOverlap(networks: readonly string[]): LabError {
  const are = networks.length === 1 ? 'is a network' : 'are networks';
  return new LabError(
    `--egress: ${networks.join(', ')} ${are} of this machine, and the lab uses addresses there; name a folder of image archives by --images <dir>, or add --overlap, and the lab cannot reach these networks`,
  );
}

/** Removes networks that are part of another one, such as routes to the host's own addresses. */
function selectOutermost(networks: readonly Cidr[]): readonly Cidr[] {
  return networks.filter((one) => !networks.some((other) => other !== one && contains(other, one)));
}

/** Collects every address of the lab: of nodes, pods, Services and pools. */
function collectSpans(plan: NetworkPlan): readonly Span[] {
  const networks = [...listNetworks(plan)];
  const pools = (plan.metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  const beside = pools.filter((pool) => !networks.some((network) => contains(network, pool)));
  return [...networks, ...beside].filter(({ family }) => family === 4);
}
