/** Markdown pages of typedoc's declarations: one page per component. */
import { ReflectionKind } from 'typedoc';
import { renderComment, renderDefault, renderExamples, summarize } from './comments.mjs';

const TITLES = {
  charts: 'Charts',
  coredns: 'CoreDNS',
  metallb: 'MetalLB',
  traefik: 'Traefik',
  servicelb: 'ServiceLB',
  namespaces: 'Namespaces',
  samples: 'Sample applications',
  common: 'Common types',
};

/** File name and text of each page. */
export function renderPages(declarations) {
  const byPage = new Map(Object.keys(TITLES).map((page) => [page, []]));
  for (const declaration of [...declarations].sort(compareDeclarations)) {
    byPage.get(pageOf(declaration)).push(declaration);
  }
  const pages = new Map([['README.md', renderIndex(byPage)]]);
  const pageOfName = new Map(declarations.map((declaration) => [declaration.name, pageOf(declaration)]));
  for (const [page, members] of byPage) pages.set(`${page}.md`, renderPage(page, members, pageOfName));
  return pages;
}

/** `constructs/coredns/core-dns.ts` is on the page of CoreDNS. */
function pageOf(declaration) {
  const [folder, component] = declaration.sources[0].fileName.split('/');
  if (folder === 'charts') return 'charts';
  return Object.hasOwn(TITLES, component) ? component : 'common';
}

function renderIndex(byPage) {
  const rows = [...byPage].map(([page, members]) => {
    const classes = members.filter(isClass).map(({ name }) => `[${name}](${page}.md#${name.toLowerCase()})`);
    return `| [${TITLES[page]}](${page}.md) | ${classes.join(', ') || 'types only'} |`;
  });
  return [
    '# API reference',
    'The constructs and charts that the package exports. Generated from their docstrings by `npm run docs:api`.',
    ['| page | classes |', '| --- | --- |', ...rows].join('\n'),
    '[Examples](../../examples/README.md) of whole apps.\n',
  ].join('\n\n');
}

const isClass = ({ kind }) => kind === ReflectionKind.Class;

/** Classes first, then the other declarations, both by name. */
function compareDeclarations(a, b) {
  return isClass(b) - isClass(a) || (a.name < b.name ? -1 : 1);
}

function renderPage(page, members, pageOfName) {
  const link = createLinker(page, pageOfName);
  return `${[`# ${TITLES[page]}`, ...members.flatMap((one) => renderDeclaration(one, link))].join('\n\n')}\n`;
}

/** Renders a type as code, in which the names of documented types are links. */
function createLinker(page, pageOfName) {
  return (type) =>
    type
      .split(/(\b[A-Z]\w+\b)/)
      .filter((part) => part !== '')
      .map((part) => {
        const target = pageOfName.get(part);
        if (target === undefined) return { text: part, isLink: false };
        const file = target === page ? '' : `${target}.md`;
        return { text: `[\`${part}\`](${file}#${part.toLowerCase()})`, isLink: true };
      })
      .reduce(joinCode, [])
      .map(({ text, isLink }) => (isLink ? text : renderCode(text)))
      .join('');
}

/** Adjacent pieces of code are one piece. */
function joinCode(parts, part) {
  const last = parts.at(-1);
  if (last === undefined || last.isLink || part.isLink) return [...parts, part];
  return [...parts.slice(0, -1), { text: last.text + part.text, isLink: false }];
}

/** Spaces at the ends stay outside of the code, where Markdown keeps them. */
function renderCode(text) {
  const [, before, code, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
  return code === '' ? before : `${before}\`${code}\`${after}`;
}

function renderDeclaration(declaration, link) {
  const parts = [`## ${declaration.name}`, renderComment(declaration.comment)];
  if (isClass(declaration)) parts.push(...renderClass(declaration, link));
  else if (declaration.kind === ReflectionKind.Interface) parts.push(...renderInterface(declaration, link));
  else if (declaration.kind === ReflectionKind.Enum) parts.push(...renderEnum(declaration));
  else if (declaration.signatures)
    parts.push(...declaration.signatures.map((one) => renderSignature(one, link)));
  else parts.push(`Type: ${link(String(declaration.type))}`);
  return [...parts, ...renderExamples(declaration.comment)].filter((part) => part !== '');
}

function renderClass(declaration, link) {
  const children = declaration.children ?? [];
  const constructors = children.filter(({ kind }) => kind === ReflectionKind.Constructor);
  const methods = children.filter(({ kind }) => kind === ReflectionKind.Method);
  return [
    renderParents(declaration, link),
    ...constructors.flatMap(({ signatures }) => signatures).map((one) => renderSignature(one, link)),
    ...renderMembers(declaration, link, 'field'),
    ...methods.flatMap(({ signatures }) =>
      signatures.flatMap((one) => [renderSignature(one, link), renderComment(one.comment)]),
    ),
  ];
}

function renderInterface(declaration, link) {
  return [renderParents(declaration, link), ...renderMembers(declaration, link, 'prop')];
}

/** `Chart` and `Construct` are what every class extends. */
function renderParents({ extendedTypes = [] }, link) {
  const parents = extendedTypes.map(String).filter((parent) => !/^(Chart|Construct)$/.test(parent));
  return parents.length === 0 ? '' : `Extends ${parents.map(link).join(', ')}.`;
}

function renderSignature({ name, kind, parameters = [], type }, link) {
  const given = parameters.map(
    (one) => `${nameParameter(one)}${isOptional(one) ? '?' : ''}: ${String(one.type)}`,
  );
  const isConstructor = kind === ReflectionKind.ConstructorSignature;
  const call = isConstructor ? `new ${String(type)}` : name;
  return link(`${call}(${given.join(', ')})${isConstructor ? '' : `: ${String(type)}`}`);
}

/** typedoc's name of a destructured parameter says nothing. */
const nameParameter = ({ name }) => (name === '__namedParameters' ? 'props' : name);

const isOptional = ({ flags, defaultValue }) => flags.isOptional || defaultValue !== undefined;

/** A table of what a declaration has of its own; its parents list the rest. */
function renderMembers({ children = [] }, link, title) {
  const members = children
    .filter(({ kind }) => kind === ReflectionKind.Property || kind === ReflectionKind.Accessor)
    .filter(({ inheritedFrom }) => inheritedFrom === undefined);
  if (members.length === 0) return [];
  const hasDefault = title === 'prop';
  const rows = members.map((member) => renderMember(member, link, hasDefault));
  const head = hasDefault ? `| prop | type | default | description |` : `| field | type | description |`;
  return [[head, head.replace(/[a-z]+/g, '---'), ...rows].join('\n')];
}

function renderMember(member, link, hasDefault) {
  const { name, flags, type, getSignature, comment = getSignature?.comment } = member;
  const required = flags.isOptional ? '' : 'required';
  const cells = [
    `\`${name}\``,
    link(String(type ?? getSignature.type)),
    ...(hasDefault ? [renderDefault(comment) || required] : []),
    renderComment(comment).replace(/\s+/g, ' '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function renderEnum({ children = [] }) {
  return [children.map(({ name, comment }) => `- \`${name}\`: ${summarize(comment)}`).join('\n')];
}
