import type { Check } from '../check';
import type { CheckFinding, FailedFinding } from '../finding';
import { concernsComponents, findTargetNode, isRelated, listNodes } from './is-related';

/** Failed findings with a common cause. */
export interface CauseGroup {
  /** The findings of the check that failed first; they have the same check. */
  readonly causes: readonly FailedFinding[];
  /** The findings that follow from it. */
  readonly effects: readonly FailedFinding[];
}

/**
 * Groups the failed findings under their first cause, by the dependencies of the checks. Groups with more findings come
 * first, since their cause explains more; within the same number, the order is that of the checks.
 */
export function groupByCause(
  findings: readonly CheckFinding[],
  checks: readonly Check[],
): readonly CauseGroup[] {
  const failed = findings.filter((finding) => finding.outcome === 'failed');
  const dependencies = resolveDependencies(checks);
  const causesOf = new Map(failed.map((effect) => [effect, findCauses(effect, failed, dependencies)]));
  const roots = failed.filter((finding) => causesOf.get(finding)?.length === 0);
  const groups = mergeRoots(roots).map((causes) => ({ causes, effects: [] as FailedFinding[] }));
  const rootsOf = findRoots(causesOf);
  for (const effect of failed) {
    const root = chooseRoot(effect, rootsOf(effect));
    if (root !== undefined && root !== effect)
      groups.find(({ causes }) => causes.includes(root))?.effects.push(effect);
  }
  return groups.sort((a, b) => countFindings(b) - countFindings(a));
}

function countFindings({ causes, effects }: CauseGroup): number {
  return causes.length + effects.length;
}

/** Every check's dependencies, with those of its dependencies. */
export function resolveDependencies(checks: readonly Check[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(checks.map(({ id, dependsOn = [] }) => [id, dependsOn]));
  const resolved = new Map<string, ReadonlySet<string>>();
  const resolve = (id: string, path: readonly string[]): ReadonlySet<string> => {
    const known = resolved.get(id);
    if (known !== undefined) return known;
    if (path.includes(id)) throw new Error(`checks depend on each other: ${[...path, id].join(', ')}`);
    const all = new Set((direct.get(id) ?? []).flatMap((one) => [one, ...resolve(one, [...path, id])]));
    resolved.set(id, all);
    return all;
  };
  for (const { id } of checks) resolve(id, []);
  return resolved;
}

function findCauses(
  effect: FailedFinding,
  failed: readonly FailedFinding[],
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): readonly FailedFinding[] {
  const own = effect.dependsOn?.flatMap((id) => [id, ...(dependencies.get(id) ?? [])]);
  const ids = own === undefined ? dependencies.get(effect.check) : new Set(own);
  return failed.filter((cause) => ids?.has(cause.check) === true && isRelated(cause, effect));
}

/** The first causes of each finding: those that have no cause themselves. */
function findRoots(
  causesOf: ReadonlyMap<FailedFinding, readonly FailedFinding[]>,
): (effect: FailedFinding) => readonly FailedFinding[] {
  const known = new Map<FailedFinding, readonly FailedFinding[]>();
  const find = (effect: FailedFinding): readonly FailedFinding[] => {
    const causes = causesOf.get(effect) ?? [];
    const roots = known.get(effect) ?? (causes.length === 0 ? [effect] : [...new Set(causes.flatMap(find))]);
    known.set(effect, roots);
    return roots;
  };
  return find;
}

/** The root on the same node, then one on a node that takes part, then the first in the order of the checks. */
function chooseRoot(effect: FailedFinding, roots: readonly FailedFinding[]): FailedFinding | undefined {
  const rank = (root: FailedFinding) => {
    const node = findTargetNode(root);
    if (root.target === effect.target) return 0;
    return node !== undefined && listNodes(effect).includes(node) ? 1 : 2;
  };
  return [...roots].sort((a, b) => rank(a) - rank(b))[0];
}

/** Roots of one check and target have one cause; so have roots of one check whose paths share a node. */
function mergeRoots(roots: readonly FailedFinding[]): readonly (readonly FailedFinding[])[] {
  const rest = [...roots];
  const groups: FailedFinding[][] = [];
  while (rest.length > 0) {
    const [first] = rest;
    if (first === undefined) break;
    const node = findSharedNode(first, rest);
    const group = rest.filter(
      (one) =>
        one.check === first.check &&
        concernsComponents(one, first) &&
        (one.target === first.target || (node !== undefined && listNodes(one).includes(node))),
    );
    for (const one of group) rest.splice(rest.indexOf(one), 1);
    groups.push(group);
  }
  return groups;
}

/** The node that most findings between nodes have in common: the one that is at fault. */
function findSharedNode(first: FailedFinding, roots: readonly FailedFinding[]): string | undefined {
  if (first.nodes === undefined) return undefined;
  const same = roots.filter(({ check, nodes }) => check === first.check && nodes !== undefined);
  const count = (name: string) => same.filter((one) => listNodes(one).includes(name)).length;
  return [...listNodes(first)].sort((a, b) => count(b) - count(a))[0];
}
