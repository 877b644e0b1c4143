import type { NodePlan } from '../../plan';
import type { TraceHop, TraceStep } from './trace-hop';

/** A hop on a node. */
export function atNode(
  { name }: NodePlan,
  step: TraceStep,
  at: string,
  action: string,
  check?: string,
): TraceHop {
  return { where: `node ${name}`, at, step, action, ...(check !== undefined && { check }) };
}

/** A hop at the interface of a node that flannel uses. */
export function atInterface(node: NodePlan, step: TraceStep, action: string, check: string): TraceHop {
  const { flannelIface } = node;
  return {
    ...atNode(node, step, flannelIface ?? 'default route interface', action, check),
    ...(flannelIface !== undefined && { device: flannelIface }),
  };
}
