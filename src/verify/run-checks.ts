import type { NodePlan } from '../plan';
import type { Check, NodeCheck, NodeVerification, Verification } from './check';
import type { Finding, NotLooked, Observation } from './finding';
import { Unreachable } from './place';
import { visible } from '../terminal/visible';

/**
 * Runs every check that the plan gives something to look at, all at once, and returns what they found: in the order
 * of the checks, and of the nodes within each.
 */
export async function runChecks(checks: readonly Check[], on: Verification): Promise<readonly Finding[]> {
  const findings = await Promise.all(checks.map((check) => findingsOf(check, on)));
  return findings.flat();
}

async function findingsOf(check: Check, on: Verification): Promise<readonly Finding[]> {
  if (check.scope === 'node') {
    const nodes = on.plan.nodes.filter((node) => check.applies?.(on.plan, node) ?? true);
    const findings = await Promise.all(nodes.map((node) => onNode(check, node, on)));
    return findings.flat();
  }
  if (!(check.applies?.(on.plan) ?? true)) return [];
  const place = check.scope === 'lan' ? 'LAN' : 'cluster';
  return collected(check, place, () => check.look(on));
}

function onNode(check: NodeCheck, self: NodePlan, on: Verification): Promise<readonly Finding[]> {
  const view = Object.create(on, {
    self: { value: self },
    // Asked for when it is needed: much about a node is known to the API server, too.
    here: { get: () => on.node(self.name) },
  }) as NodeVerification;
  return collected(check, `node ${self.name}`, () => check.look(view));
}

async function collected(
  check: Check,
  place: string,
  look: () => AsyncIterable<Observation>,
): Promise<readonly Finding[]> {
  const { id, title, why } = check;
  const findings: Finding[] = [];
  const add = (observation: Observation) =>
    findings.push({ check: id, title, why, place, ...escapeTexts(observation) });
  try {
    for await (const observation of look()) add(observation);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    add(notLooked(check, error));
  }
  return findings;
}

/** Nodes, ssh and kubectl printed parts of these texts: a terminal must not obey what is in them. */
function escapeTexts(observation: Observation): Observation {
  const texts = Object.entries(observation).map(([key, text]) => [key, visible(text as string)]);
  return Object.fromEntries(texts) as Observation;
}

function notLooked({ title }: Check, { because, next }: Unreachable): NotLooked {
  return { outcome: 'not looked', looked: title, because, next };
}
