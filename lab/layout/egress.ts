import type { NetworkPlan, Span } from '../../network';
import { Cidr, networksOf, overlaps } from '../../network';
import { LabError } from '../errors';

/** The lab's way out: a network between its router and a program that makes connections in the host's name. */
export interface EgressLayout {
  /** Network of the router's further interface. */
  readonly cidr: string;
  /** Name server on it, which asks the host's own. */
  readonly nameServer: string;
  /** What slirp4netns is told beyond whose network it is. */
  readonly options: readonly string[];
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
 * @param hostNetworks networks that the host has a route to
 * @throws LabError where an address of the lab would be one of the host's networks too
 */
export function egressLayout(plan: NetworkPlan, hostNetworks: readonly string[]): EgressLayout {
  const host = hostNetworks.map((text) => Cidr.parse(text));
  for (const { title, span } of labSpans(plan)) {
    const clash = host.find((network) => overlaps(network, span));
    if (clash !== undefined) {
      throw new LabError(
        `no egress: ${title} is in ${clash.toString()}, a network of this machine. Leave --egress out, or rehearse elsewhere`,
      );
    }
  }
  const taken = [...host, ...labSpans(plan).map(({ span }) => span)];
  const free = CANDIDATES.map((text) => Cidr.parse(text)).find(
    (one) => !taken.some((span) => overlaps(span, one)),
  );
  if (free === undefined) throw new LabError(`no egress: none of ${CANDIDATES.join(', ')} is free`);
  return {
    cidr: free.toString(),
    nameServer: free.at(NAME_SERVER_HOST).toString(),
    options: ['--configure', '--mtu=1500', '--disable-host-loopback', `--cidr=${free.toString()}`],
  };
}

function labSpans(plan: NetworkPlan): { readonly title: string; readonly span: Span }[] {
  const pools = (plan.metallb?.ipAddressPools ?? []).flatMap(({ name, addresses }) =>
    addresses.map((span) => ({ title: `${span.toString()} of the pool "${name}"`, span })),
  );
  return [...[...networksOf(plan)].map((span) => ({ title: span.toString(), span })), ...pools];
}
