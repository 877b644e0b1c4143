/**
 * Whether Go's `url.Parse` reads a text. A scheme is needed where there is a port: `10.0.0.1:80` is a path to Go, and
 * a colon may not be in its first part.
 */
export function isGoUrl(text: string): boolean {
  if (/\p{Cc}/u.test(text)) return false;
  const [, scheme, rest = ''] = /^(?:([a-z][-a-z0-9+.]*):)?(.*)$/i.exec(text) ?? [];
  if (scheme === undefined && text.startsWith(':')) return false;
  const beforeQuery = rest.replace(/[?#].*$/, '');
  if (!beforeQuery.startsWith('//')) return scheme !== undefined || isRelative(beforeQuery);
  const [authority = '', ...path] = beforeQuery.slice(2).split('/');
  return isAuthority(authority) && hasValidEscapes(path.join('/'));
}

function isRelative(path: string): boolean {
  const [segment = ''] = path.split('/');
  return !segment.includes(':') && hasValidEscapes(path);
}

function isAuthority(authority: string): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const port = host.startsWith('[')
    ? host.slice(host.lastIndexOf(']') + 1)
    : (/:[^:]*$/.exec(host)?.[0] ?? '');
  if (host.startsWith('[') && !host.includes(']')) return false;
  return /^(?::\d*)?$/.test(port) && !/[ \\^`{|}]/.test(host) && hasValidEscapes(host);
}

function hasValidEscapes(text: string): boolean {
  return !/%(?![\da-f]{2})/i.test(text);
}
