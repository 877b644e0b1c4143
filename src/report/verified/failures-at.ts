import type { HopPlace } from './hops-of-checks';
import { HOPS_OF_CHECKS } from './hops-of-checks';
import type { VerifiedFinding, VerifyResult } from './verify-result';

/** A failed check at a hop. */
export interface HopFailure {
  readonly check: string;
  /** The actual state, and the planned one. */
  readonly found: string;
  readonly planned: string;
}

/**
 * The failed checks of a hop.
 *
 * @param node the node that the hop is on; without it, failures on all nodes
 */
export function failuresAt(
  result: VerifyResult | undefined,
  place: HopPlace,
  node?: string,
): readonly HopFailure[] {
  const isHere = ({ check, target, outcome }: VerifiedFinding) =>
    outcome === 'failed' &&
    HOPS_OF_CHECKS[check]?.includes(place) === true &&
    (node === undefined || nodeOf(target) === undefined || nodeOf(target) === node);
  const failures = (result?.findings ?? []).filter(isHere);
  return failures.map(({ check, found, planned }) => ({ check, found, planned }));
}

/** Names of the nodes at which a hop of a packet's path failed, in the order of the findings. */
export function listFailedNodes(result: VerifyResult | undefined): readonly string[] {
  const nodes = (result?.findings ?? [])
    .filter(({ outcome, check }) => outcome === 'failed' && isInPacketPath(check))
    .flatMap(({ target }) => nodeOf(target) ?? []);
  return [...new Set(nodes)];
}

function isInPacketPath(check: string): boolean {
  return HOPS_OF_CHECKS[check]?.some((place) => place.startsWith('packet:')) === true;
}

/** `pi1` of `node pi1`. */
function nodeOf(target: string): string | undefined {
  return /^node (\S+)/.exec(target)?.[1];
}
