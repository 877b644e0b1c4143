import type { NameQuery, TemplateAnswer } from '../../languages/corefile';
import { findTemplateAnswer } from '../../languages/corefile';
import type { NetworkPlan } from '../model';
import type { SnippetBlock } from './snippet-blocks';
import type { SnippetUse } from './snippet-uses';
import { listMainUses } from './snippet-uses';

/** A template in the block of "." that answers queries in place of Kubernetes. */
export interface HidingTemplate extends TemplateAnswer {
  readonly block: SnippetBlock;
  readonly query: NameQuery;
}

/** The template that answers all of the queries; undefined if Kubernetes answers one of them. */
export function findHidingTemplate(
  { coredns }: NetworkPlan,
  queries: readonly NameQuery[],
): HidingTemplate | undefined {
  const uses = listMainUses(coredns, 'template');
  if (uses.length === 0) return undefined;
  const found = queries.map((query) => findTemplate(uses, query));
  return found.includes(undefined) ? undefined : found[0];
}

/** The template that answers one of the queries. */
export function findHidingTemplateOfAny(
  { coredns }: NetworkPlan,
  queries: readonly NameQuery[],
): HidingTemplate | undefined {
  const uses = listMainUses(coredns, 'template');
  return queries.map((query) => findTemplate(uses, query)).find((one) => one !== undefined);
}

function findTemplate(uses: readonly SnippetUse[], query: NameQuery): HidingTemplate | undefined {
  const answer = findTemplateAnswer(
    uses.map(({ use }) => use),
    ['.'],
    query,
  );
  const block = uses.find(({ use }) => use === answer?.use)?.block;
  return answer === undefined || block === undefined ? undefined : { ...answer, block, query };
}

/** Why a template answers a query, as a message says it. */
export function describeReason({ because }: HidingTemplate): string {
  return because === 'match' ? 'matches the name' : 'has no "fallthrough" for names that it does not match';
}
