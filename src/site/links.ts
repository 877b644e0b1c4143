import { posix } from 'node:path';

/** Where a document or file of the repository is in the site: `docs/fleets.md` is `fleets.md`. */
export function findSitePath(file: string): string | undefined {
  if (PAGES[file] !== undefined) return PAGES[file];
  if (/^docs\/[\w/-]+\.(?:md|svg)$/.test(file)) return file.slice('docs/'.length);
  if (/^profiles\/[\w-]+\.(?:yaml|json)$/.test(file)) return file;
  return undefined;
}

/** Documents with another path, and folders whose page is a list. */
const PAGES: Readonly<Record<string, string>> = {
  'README.md': 'readme.md',
  'CONTRIBUTING.md': 'contributing.md',
  'CHANGELOG.md': 'changelog.md',
  'examples/README.md': 'examples.md',
  'docs/README.md': 'index.md',
  'docs/rules.md': 'rules/index.md',
  'docs/api': 'api/index.md',
  'docs/api/README.md': 'api/index.md',
  'docs/upstream-differences': 'upstream-differences/coredns.md',
  'docs/third-party-notices.txt': 'third-party-notices.txt',
};

const LINK = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?!https?:)([^)\s#]*)(?:#([\w-]+))?\)/g;

/** IDs with a page of their own. */
export interface PageIds {
  readonly rules: ReadonlySet<string>;
  readonly checks: ReadonlySet<string>;
}

/**
 * The text of a document with links between pages of the site. A link to a section of a rule or check becomes one to its
 * page; a link to a file that is not in the site becomes the file's name.
 */
export function rewriteLinks(text: string, file: string, ids: PageIds): string {
  const from = posix.dirname(findSitePath(file) ?? file);
  return text.replace(LINK, (_link, label: string, target: string, anchor: string | undefined) => {
    const named = target === '' ? file : posix.join(posix.dirname(file), target).replace(/\/$/, '');
    const page = findPage(named, anchor, ids);
    if (page === undefined) return /^`.*`$/.test(label) ? label : `${label} (\`${named}\` in the repository)`;
    const suffix = page.anchor === undefined ? '' : `#${page.anchor}`;
    return `[${label}](${formatPath(from, page.path)}${suffix})`;
  });
}

/** Files that the site serves unchanged have absolute paths. */
function formatPath(from: string, path: string): string {
  if (path.startsWith('profiles/') || path.endsWith('.txt')) return `/${path}`;
  const relative = posix.relative(from, path);
  return relative.startsWith('..') ? relative : `./${relative}`;
}

function findPage(file: string, anchor: string | undefined, ids: PageIds) {
  if (anchor !== undefined && file === 'docs/rules.md' && ids.rules.has(anchor))
    return { path: `rules/${anchor}.md`, anchor: undefined };
  if (anchor !== undefined && file === 'docs/verify.md' && ids.checks.has(anchor))
    return { path: `checks/${anchor}.md`, anchor: undefined };
  const path = findSitePath(file);
  return path === undefined ? undefined : { path, anchor };
}
