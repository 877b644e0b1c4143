import type { NetworkPlan } from '../plan';
import { renderDrawingList, renderDrawings } from './drawings';
import type { PageIds } from './links';
import { findSitePath, rewriteLinks } from './links';
import type { RuleExample } from './pages';
import { renderPages } from './pages';

/** What the site is made of. */
export interface SiteSources {
  /** Markdown documents of the repository, by their paths. */
  readonly documents: readonly (readonly [file: string, text: string])[];
  /** The networks of the shipped profiles. */
  readonly plans: readonly NetworkPlan[];
  readonly ids: PageIds;
  readonly findExample: (rule: string) => RuleExample | undefined;
}

/** Every generated file of the site's source, by its path. */
export function collectSiteFiles({
  documents,
  plans,
  ids,
  findExample,
}: SiteSources): ReadonlyMap<string, string> {
  const pages = documents.flatMap(([file, text]) => {
    const path = findSitePath(file);
    // The list of rules has one page per rule instead.
    return path === undefined || file === 'docs/rules.md'
      ? []
      : [[path, renderDocument(text, file, ids)] as const];
  });
  return new Map([
    ...pages,
    ...renderPages(findExample),
    ['drawings/index.md', renderDrawingList(plans)],
    ...plans.flatMap((plan) => [...renderDrawings(plan)]),
  ]);
}

function renderDocument(text: string, file: string, ids: PageIds): string {
  const shown = file === 'docs/verify.md' ? withoutCheckList(text) : text;
  return replaceOutsideCode(rewriteLinks(shown, file, ids));
}

/** Every check has a page of its own in the site. */
function withoutCheckList(text: string): string {
  return text.replace(/<!-- checks:[^]*<!-- end of checks -->/, 'Each check has [a page](checks/index.md).');
}

/** Removes comments, and escapes what Vue evaluates, outside of blocks of code. */
function replaceOutsideCode(text: string): string {
  return text
    .split(/^(```[^]*?^```$)/m)
    .map((part) => (part.startsWith('```') ? part : part.replace(/<!--[^]*?-->\n*/g, '')))
    .join('');
}
