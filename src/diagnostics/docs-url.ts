import { formatOwnCommand } from '../terminal/own-command';

/** Base URL of the published docs. @default - the docs are not published: no finding has a URL */
const DOCS_URL = undefined as string | undefined;

/** A folder of the docs' site with a page per ID. */
type DocsPage = 'rules' | 'checks';

/** Where to read more about a rule or check, for programs. */
export interface PageReference {
  /** The command that prints the page. */
  readonly explain: string;
  readonly url?: string;
}

/** The URL of a rule's or check's page; undefined while the docs are not published. */
export function formatDocsUrl(page: DocsPage, id: string, base = DOCS_URL): string | undefined {
  return base === undefined ? undefined : `${base.replace(/\/$/, '')}/${page}/${id}.html`;
}

/** Where to read more about a rule or check, for people: the URL, or the command that prints the page. */
export function formatMore(page: DocsPage, id: string, base = DOCS_URL): string {
  return formatDocsUrl(page, id, base) ?? formatExplain(id);
}

export function describePage(page: DocsPage, id: string, base = DOCS_URL): PageReference {
  const url = formatDocsUrl(page, id, base);
  return { explain: formatExplain(id), ...(url !== undefined && { url }) };
}

function formatExplain(id: string): string {
  return formatOwnCommand('explain', id);
}
