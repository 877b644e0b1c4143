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

/** The queries of a plan, which are listed only where there is a template: most plans have none. */
type ListQueries = (plan: NetworkPlan) => readonly NameQuery[];

/** The template that answers all of the queries; undefined if Kubernetes answers one of them. */
export function findHidingTemplate(plan: NetworkPlan, listQueries: ListQueries): HidingTemplate | undefined {
  const found = findTemplates(plan, listQueries);
  return found.includes(undefined) ? undefined : found[0];
}

/** The template that answers one of the queries. */
export function findHidingTemplateOfAny(
  plan: NetworkPlan,
  listQueries: ListQueries,
): HidingTemplate | undefined {
  return findTemplates(plan, listQueries).find((one) => one !== undefined);
}

function findTemplates(plan: NetworkPlan, listQueries: ListQueries): readonly (HidingTemplate | undefined)[] {
  const uses = listMainUses(plan.coredns, 'template');
  return uses.length === 0 ? [] : listQueries(plan).map((query) => findTemplate(uses, query));
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
