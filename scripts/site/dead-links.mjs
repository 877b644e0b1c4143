import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const LINK = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;

/** `page: target` for each link within the site, by file and anchor, that leads to none; and for requests of other hosts. */
export function findDeadLinks(site) {
  const pages = new Map(
    readdirSync(site, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.html'))
      .sort()
      .map((file) => [file, readFileSync(join(site, file), 'utf8')]),
  );
  const anchors = new Map(
    [...pages].map(([file, html]) => [file, new Set([...html.matchAll(ID)].map(([, id]) => id))]),
  );
  return [...pages].flatMap(([file, html]) =>
    [...new Set([...html.matchAll(LINK)].map(([, target]) => target))]
      .filter((target) => !/^(?:https?:|mailto:|data:)/.test(target))
      .filter((target) => isDead({ site, file, target: decodeURI(target.replaceAll('&amp;', '&')), anchors }))
      .map((target) => `${file}: ${target}`),
  );
}

function isDead({ site, file, target, anchors }) {
  const [path = '', anchor = ''] = target.split('#');
  const named =
    path === '' ? file : findFile(site, path.startsWith('/') ? path.slice(1) : join(dirname(file), path));
  if (named === undefined) return true;
  return anchor !== '' && anchors.has(named) && !anchors.get(named).has(decodeURIComponent(anchor));
}

/** The file of a path, as a host of static files finds it. */
function findFile(site, path) {
  const clean = normalize(path).replace(/^\.$/, '');
  const candidates = [clean, `${clean}.html`, join(clean, 'index.html')];
  return candidates.find((one) => /\.\w+$/.test(one) && existsSync(join(site, one)));
}
