import type { NodePlan } from '../plan';
import { visible } from '../terminal/visible';
import type { Check, NodeCheck, NodeContext, VerifyContext } from './check';
import type { CheckFinding, Observation } from './finding';
import { UnreachableError } from './host';

/**
 * Runs every check that applies to the plan, all at once, and returns their findings in the order of the checks and,
 * within a check, of the nodes.
 */
export async function runChecks(
  checks: readonly Check[],
  context: VerifyContext,
): Promise<readonly CheckFinding[]> {
  const findings = await Promise.all(checks.map((check) => runCheck(check, context)));
  return findings.flat();
}

async function runCheck(check: Check, context: VerifyContext): Promise<readonly CheckFinding[]> {
  if (check.scope === 'node') {
    const nodes = context.plan.nodes.filter((node) => check.applies?.(context.plan, node) ?? true);
    const findings = await Promise.all(nodes.map((node) => runOnNode(check, node, context)));
    return findings.flat();
  }
  if (!(check.applies?.(context.plan) ?? true)) return [];
  const target = check.scope === 'lan' ? 'LAN' : 'cluster';
  return collectFindings(check, target, () => check.observe(context));
}

function runOnNode(
  check: NodeCheck,
  self: NodePlan,
  context: VerifyContext,
): Promise<readonly CheckFinding[]> {
  const view = Object.create(context, {
    self: { value: self },
    // Read on first use: checks that read the API server only do not need the host.
    host: { get: () => context.node(self.name) },
  }) as NodeContext;
  return collectFindings(check, `node ${self.name}`, () => check.observe(view));
}

async function collectFindings(
  check: Check,
  target: string,
  observe: () => AsyncIterable<Observation>,
): Promise<readonly CheckFinding[]> {
  const { id, title, why } = check;
  const findings: CheckFinding[] = [];
  const add = (observation: Observation) =>
    findings.push({ check: id, title, why, target, ...escapeTexts(observation) });
  try {
    for await (const observation of observe()) add(observation);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    const { reason, next } = error;
    add({ outcome: 'skipped', subject: title, reason, next });
  }
  return findings;
}

/** Nodes, ssh and kubectl printed parts of these texts: a terminal must not interpret them. */
function escapeTexts(observation: Observation): Observation {
  const texts = Object.entries(observation as unknown as Record<string, string | readonly string[]>);
  const escaped = texts.map(([key, text]) => [
    key,
    typeof text === 'string' ? visible(text) : text.map(visible),
  ]);
  return Object.fromEntries(escaped) as Observation;
}
