import type { Span } from '../../address';
import { Address, contains } from '../../address';
import type { HopPlace } from './hops-of-checks';
import { findHops } from './hops-of-checks';
import type { VerifiedFinding, VerifyResult } from './verify-result';

/** A failed check at a hop. */
export interface HopFailure {
  readonly check: string;
  /** The actual state, and the planned one. */
  readonly found: string;
  readonly planned: string;
}

/** What a hop of a drawing is about; a failure about something else is not marked there. */
export interface HopScope {
  /** Names of the nodes. @default - all nodes */
  readonly nodes?: readonly string[];
  /** Addresses. @default - all addresses */
  readonly addresses?: readonly Span[];
}

/** The failed checks of a hop. */
export function failuresAt(
  result: VerifyResult | undefined,
  place: HopPlace,
  { nodes, addresses = [] }: HopScope = {},
): readonly HopFailure[] {
  const isHere = (finding: VerifiedFinding) =>
    finding.outcome === 'failed' &&
    findHops(finding).includes(place) &&
    (nodes === undefined || concerns(nodesOf(finding), (node) => nodes.includes(node))) &&
    (addresses.length === 0 || concerns(addressesOf(finding), (one) => isInside(one, addresses)));
  const failures = (result?.findings ?? []).filter(isHere);
  return failures.map(({ check, found, planned }) => ({ check, found, planned }));
}

/** Names of the nodes at which a hop of a packet's path failed, in the order of the findings. */
export function listFailedNodes(result: VerifyResult | undefined): readonly string[] {
  const nodes = (result?.findings ?? [])
    .filter((finding) => finding.outcome === 'failed' && isInPacketPath(finding))
    .flatMap(({ target }) => nodeOf(target));
  return [...new Set(nodes)];
}

/** Whether a finding is about one of these; a finding that names none is about all. */
function concerns<Part>(named: readonly Part[], isHere: (part: Part) => boolean): boolean {
  return named.length === 0 || named.some(isHere);
}

function isInPacketPath(finding: VerifiedFinding): boolean {
  return findHops(finding).some((place) => place.startsWith('packet:'));
}

/** The node that was verified; a finding about the cluster names the nodes itself. */
function nodesOf({ target, nodes }: VerifiedFinding): readonly string[] {
  const own = nodeOf(target);
  return own.length === 0 ? nodes : own;
}

/** `pi1` of `node pi1`. */
function nodeOf(target: string): readonly string[] {
  const name = /^node (\S+)/.exec(target)?.[1];
  return name === undefined ? [] : [name];
}

function addressesOf({ components }: VerifiedFinding): readonly Address[] {
  return components.flatMap((text) => Address.find(text) ?? []);
}

function isInside(address: Address, spans: readonly Span[]): boolean {
  return spans.some((span) => contains(span, address));
}
