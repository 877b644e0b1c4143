import type { FailedFinding } from '../finding';

/** The name of the node that a finding is about; undefined: the cluster or the LAN. */
export function findTargetNode({ target }: FailedFinding): string | undefined {
  return target.startsWith(NODE) ? target.slice(NODE.length) : undefined;
}

const NODE = 'node ';

/** The nodes that a finding is about: its target and the other ends. */
export function listNodes(finding: FailedFinding): readonly string[] {
  return [...new Set([findTargetNode(finding) ?? [], finding.nodes ?? []].flat())];
}

/** Whether two findings concern the same nodes and components, so that one can be the cause of the other. */
export function isRelated(cause: FailedFinding, effect: FailedFinding): boolean {
  return concernsNodes(cause, effect) && concernsComponents(cause, effect);
}

/** A finding about the path between two nodes explains findings about that path, or about the whole cluster only. */
function concernsNodes(cause: FailedFinding, effect: FailedFinding): boolean {
  const [ofCause, ofEffect] = [listNodes(cause), listNodes(effect)];
  if (ofCause.length === 0 || ofEffect.length === 0) return true;
  const [smaller, larger] = ofCause.length > ofEffect.length ? [ofEffect, ofCause] : [ofCause, ofEffect];
  return smaller.every((name) => larger.includes(name));
}

/** Whether two findings have a component in common, or one of them names none. */
export function concernsComponents(
  { components: ofCause }: FailedFinding,
  { components: ofEffect }: FailedFinding,
): boolean {
  if (ofCause === undefined || ofEffect === undefined) return true;
  return ofCause.some((name) => ofEffect.includes(name));
}
