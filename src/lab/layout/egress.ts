import type { Span } from '../../address';
import type { NetworkPlan } from '../../plan';
import { Cidr, contains, overlaps, summarize } from '../../address';
import { listNetworks } from '../../plan';
import { LabError } from '../errors';

/**
 * The lab's way out: a network between its router and a program that makes connections in the host's name. Nothing that
 * is meant for an address of the lab takes it, be that address the host's too.
 */
export interface EgressLayout {
  /** Network of the router's further interface. */
  readonly cidr: string;
  /** Name server on it, which asks the host's own. */
  readonly nameServer: string;
  /** What slirp4netns is told beyond whose network it is. */
  readonly options: readonly string[];
  /** Networks that the way out does not lead to: the lab's own, whether anybody there has an address or not yet. */
  readonly closed: readonly string[];
  /** Networks of the host that are not reached because of that. */
  readonly hidden: readonly string[];
}

/** What is asked of the way out. */
export interface EgressRequest {
  /** Networks that the host has a route to. */
  readonly hostNetworks: readonly string[];
  /** Whether some of them may be the lab's too, and then are not reached. */
  readonly overlap: boolean;
}

/** The router's interface to the outside. */
export const EGRESS_INTERFACE = 'outside';

/** Networks that the way out may have: small corners that are seldom used. */
const CANDIDATES = ['10.0.2.0/24', '172.31.254.0/24', '192.168.254.0/24', '198.18.254.0/24'];

/** @see https://github.com/rootless-containers/slirp4netns/blob/master/slirp4netns.1.md */
const NAME_SERVER_HOST = 3n;

/**
 * Plans the way out. Nothing of the host's network is changed for it: packets become connections of a program.
 *
 * @throws LabError where there is none, or one of the host's networks is the lab's too and that is not asked for
 */
export function egressLayout(plan: NetworkPlan, { hostNetworks, overlap }: EgressRequest): EgressLayout {
  if (plan.nodes.some(({ nodeIp }) => nodeIp.every(({ family }) => family === 6))) {
    throw new LabError(
      'no egress: the way out is IPv4 alone, and a node has IPv6 addresses only. Give the nodes archives by --images <dir>',
    );
  }
  const host = hostNetworks.map((text) => Cidr.parse(text));
  const lab = labSpans(plan);
  const hidden = outermost(host.filter((network) => lab.some((span) => overlaps(span, network)))).map(String);
  if (hidden.length > 0 && !overlap) throw overlapping(hidden);
  const taken = [...host, ...lab];
  const free = CANDIDATES.map((text) => Cidr.parse(text)).find(
    (one) => !taken.some((span) => overlaps(span, one)),
  );
  if (free === undefined) throw new LabError(`no egress: none of ${CANDIDATES.join(', ')} is free`);
  return {
    cidr: free.toString(),
    nameServer: free.at(NAME_SERVER_HOST).toString(),
    options: ['--configure', '--mtu=1500', '--disable-host-loopback', `--cidr=${free.toString()}`],
    closed: lab.flatMap(summarize).map(String),
    hidden,
  };
}

function overlapping(networks: readonly string[]): LabError {
  const are = networks.length === 1 ? 'is a network' : 'are networks';
  return new LabError(
    `no egress: ${networks.join(', ')} ${are} of this machine, and the lab has addresses there itself. Give the nodes archives by --images <dir>, or add --overlap: then nothing there is reached from the lab, and all the rest is`,
  );
}

/** Without those that are in another: a route to an address of the host's own says nothing more. */
function outermost(networks: readonly Cidr[]): readonly Cidr[] {
  return networks.filter((one) => !networks.some((other) => other !== one && contains(other, one)));
}

/** Every address of the lab: nodes', pods', Services' and pools' beside them. */
function labSpans(plan: NetworkPlan): readonly Span[] {
  const networks = [...listNetworks(plan)];
  const pools = (plan.metallb?.ipAddressPools ?? []).flatMap(({ addresses }) => addresses);
  const beside = pools.filter((pool) => !networks.some((network) => contains(network, pool)));
  return [...networks, ...beside].filter(({ family }) => family === 4);
}
