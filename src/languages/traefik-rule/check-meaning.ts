import { closest, distance } from 'fastest-levenshtein';
import type { MatcherCall, RuleValue } from './rule';
import type { RuleProblem } from './rule-problem';
import { hasPlaceholder, quoteValue, withoutPlaceholders } from './v2-syntax';

/** Finds what Traefik accepts without an error although it matches nothing, or something else. */
type MeaningCheck = (call: MatcherCall) => RuleProblem | undefined;

/** By matcher. Values are known to be acceptable to Traefik. */
export const MEANING_CHECKS: Readonly<Record<string, MeaningCheck>> = {
  Host: ({ values: [host] }) => hostMeaning(host),
  HostRegexp: ({ values: [host] }) => hostExpressionMeaning(host, 'HostRegexp'),
  HostSNI: ({ values: [host] }) => wildcardMeaning(host) ?? portMeaning(host),
  HostSNIRegexp: ({ values: [host] }) => hostExpressionMeaning(host, 'HostSNIRegexp'),
  Path: ({ values: [path] }) => pathMeaning(path, 'Path', '$'),
  PathPrefix: ({ values: [path] }) => pathMeaning(path, 'PathPrefix', ''),
  PathRegexp: ({ values: [path] }) => pathExpressionMeaning(path),
  Method: ({ values: [method] }) => methodMeaning(method),
  Header: ({ values: [name] }) => headerMeaning(name),
  HeaderRegexp: ({ values: [name] }) => headerMeaning(name),
  Query: ({ values: [key] }) => queryMeaning(key, 'Query'),
  QueryRegexp: ({ values: [key] }) => queryMeaning(key, 'QueryRegexp'),
};

/** The methods of HTTP and WebDAV; others exist, so that only a near miss of one of these is a mistake. */
const METHODS = (
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY ' +
  'PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK REPORT SEARCH MKCALENDAR ACL'
).split(' ');

function hostMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined) return undefined;
  const { text } = value;
  if (hasPlaceholder(text)) {
    return literalBraces(
      value,
      'Host',
      `HostRegexp(${quoteValue(`^${withoutPlaceholders(text, '[^.]+')}$`)})`,
    );
  }
  const bare = /^(?:https?:\/\/)?([^/:]*)/i.exec(text)?.[1] ?? '';
  if (/^https?:\/\//i.test(text) || text.includes('/')) {
    return never(
      value,
      'A host has neither scheme nor path',
      `Write Host(${quoteValue(bare)}), and PathPrefix for a path.`,
    );
  }
  return portMeaning(value) ?? wildcardMeaning(value);
}

function portMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  const withPort = /^([^:]+):\d+$/.exec(value?.text ?? '');
  if (value === undefined || withPort === null) return undefined;
  const hint = `Traefik compares host names without the port: write ${quoteValue(withPort[1] ?? '')}.`;
  return never(value, `The host ${quoteValue(value.text)} has a port`, hint);
}

/** A wildcard stands for exactly one label, the first. */
function wildcardMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined || !value.text.includes('*') || /^\*(\.[^*]+)?$/.test(value.text)) return undefined;
  const hint = 'A wildcard stands for the whole first label: `*.example.org`. HostRegexp can say more.';
  return never(value, `The wildcard in ${quoteValue(value.text)} is taken as it stands`, hint);
}

function hostExpressionMeaning(value: RuleValue | undefined, matcher: string): RuleProblem | undefined {
  if (value === undefined || !hasPlaceholder(value.text)) return undefined;
  const expression = `^${withoutPlaceholders(value.text, '[^.]+')}$`;
  return literalBraces(value, matcher, `${matcher}(${quoteValue(expression)})`);
}

function pathMeaning(value: RuleValue | undefined, matcher: string, last: string): RuleProblem | undefined {
  if (value === undefined) return undefined;
  const { text } = value;
  if (hasPlaceholder(text)) {
    return literalBraces(
      value,
      matcher,
      `PathRegexp(${quoteValue(`^${withoutPlaceholders(text, '[^/]+')}${last}`)})`,
    );
  }
  if (text.endsWith('*')) {
    const hint = `* is no wildcard in a path: write PathPrefix(${quoteValue(text.replace(/\*+$/, ''))}).`;
    return never(value, `The path ${quoteValue(text)} is taken as it stands`, hint);
  }
  if (/[?#]/.test(text)) {
    return never(
      value,
      `The path ${quoteValue(text)} goes on after the path`,
      'For what follows ?, write Query(`key`, `value`).',
    );
  }
  return undefined;
}

function pathExpressionMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined || !hasPlaceholder(value.text)) return undefined;
  const expression = `^${withoutPlaceholders(value.text, '[^/]+')}`;
  return literalBraces(value, 'PathRegexp', `PathRegexp(${quoteValue(expression)})`);
}

function methodMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  const method = value?.text.toUpperCase() ?? '';
  const nearest = closest(method, METHODS);
  const isNearMiss = distance(method, nearest) <= (nearest.length > 3 ? 2 : 1) && method !== nearest;
  if (value === undefined || METHODS.includes(method) || (/^[A-Z-]+$/.test(method) && !isNearMiss))
    return undefined;
  const hint = isNearMiss
    ? `Did you mean Method(${quoteValue(nearest)})?`
    : 'Write one method: Method(`GET`).';
  return never(value, `${quoteValue(value.text)} is not a method that HTTP clients use`, hint);
}

function headerMeaning(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined) return undefined;
  if (/^host$/i.test(value.text)) {
    return never(value, 'Traefik keeps the host name apart from the headers', 'Write Host(`example.org`).');
  }
  if (/^[\w!#$%&'*+.^`|~-]+$/.test(value.text)) return undefined;
  return never(
    value,
    `${quoteValue(value.text)} is not a header name`,
    'Write the name alone, without colon or value.',
  );
}

function queryMeaning(value: RuleValue | undefined, matcher: string): RuleProblem | undefined {
  const equals = value?.text.indexOf('=') ?? -1;
  if (value === undefined || equals < 0) return undefined;
  const [key, rest] = [value.text.slice(0, equals), value.text.slice(equals + 1)];
  const hint = `Key and value in one are the syntax of Traefik v2: write ${matcher}(${quoteValue(key)}, ${quoteValue(rest)}).`;
  return never(value, `${matcher} looks for a parameter that is called ${quoteValue(value.text)}`, hint);
}

function literalBraces(value: RuleValue, matcher: string, instead: string): RuleProblem {
  const hint = `Placeholders are the syntax of Traefik v2: write ${instead}.`;
  return never(value, `${matcher} takes the braces in ${quoteValue(value.text)} as they stand`, hint);
}

function never(value: RuleValue, message: string, hint: string): RuleProblem {
  return {
    severity: 'warning',
    start: value.start,
    end: value.end,
    message: `${message}: it matches nothing`,
    hint,
  };
}
