import { RE2JS } from 're2js';
import { Address, Cidr } from '../../address';
import type { MatcherCall, RuleValue } from './rule';
import type { RuleProblem } from './rule-problem';
import { literally, quoteValue } from './v2-syntax';

/** Checks the values of one matcher, whose number is right and of which none is empty. */
type ValueCheck = (call: MatcherCall) => RuleProblem | undefined;

/** What Traefik itself refuses, by matcher. */
export const VALUE_CHECKS: Readonly<Record<string, ValueCheck>> = {
  ClientIP: ({ values: [address] }) =>
    isAddressOrNetwork(address?.text ?? '') ? undefined : notAnAddress(address),
  Host: ({ values: [host] }) => asciiOnly(host, 'Host'),
  HostRegexp: ({ values: [host] }) => asciiOnly(host, 'HostRegexp') ?? expressionProblem(host),
  Path: ({ values: [path] }) => slashFirst(path, 'Path'),
  PathPrefix: ({ values: [path] }) => slashFirst(path, 'PathPrefix'),
  PathRegexp: ({ values: [path] }) => expressionProblem(path),
  HeaderRegexp: ({ values: [, value] }) => expressionProblem(value),
  QueryRegexp: ({ values: [, value] }) => expressionProblem(value),
  HostSNI: ({ values: [host] }) => serverNameProblem(host),
  HostSNIRegexp: ({ values: [host] }) => asciiOnly(host, 'HostSNIRegexp') ?? expressionProblem(host),
  ALPN: ({ values: [name] }) => alpnProblem(name),
};

/** Traefik's own idea of a server name; generous, since a handshake may carry about anything. */
const SERVER_NAME = /^(\*\.)?[\w.\-:]+$/;

function asciiOnly(value: RuleValue | undefined, matcher: string): RuleProblem | undefined {
  // eslint-disable-next-line no-control-regex -- the ASCII characters are exactly these
  if (value === undefined || value.text === '*' || /^[\x00-\x7f]*$/.test(value.text)) return undefined;
  const hint = 'Clients send the punycode form of such a name: write that (xn--…).';
  return error(value, `${matcher} takes ASCII characters only, not ${quoteValue(value.text)}`, hint);
}

function slashFirst(value: RuleValue | undefined, matcher: string): RuleProblem | undefined {
  if (value === undefined || value.text.startsWith('/')) return undefined;
  const looksLikeExpression = value.text.startsWith('^');
  const hint = looksLikeExpression
    ? `A regular expression belongs into PathRegexp: PathRegexp(${quoteValue(value.text)}).`
    : `Write ${matcher}(${quoteValue(`/${value.text}`)}).`;
  return error(value, `The path ${quoteValue(value.text)} does not start with /`, hint);
}

function serverNameProblem(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined || value.text === '*' || SERVER_NAME.test(value.text)) return undefined;
  const hint =
    'Write one host name, `*.example.org` for all names with one more label, or `*` for every connection.';
  return error(value, `${quoteValue(value.text)} is not a server name that a TLS handshake can carry`, hint);
}

function alpnProblem(value: RuleValue | undefined): RuleProblem | undefined {
  if (value?.text !== 'acme-tls/1') return undefined;
  const hint = 'Traefik keeps this protocol for its own ACME TLS challenge.';
  return error(value, 'ALPN must not match `acme-tls/1`', hint);
}

/** Regular expressions are Go's (RE2): no look-around and no back references. */
function expressionProblem(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined) return undefined;
  try {
    RE2JS.compile(value.text);
    return undefined;
  } catch (cause) {
    const reason = (cause as Error).message.replace(/^error parsing regexp: /, '');
    const hint = /^\*/.test(value.text)
      ? `A wildcard is no regular expression: ${quoteValue(`^.*${literally(value.text.slice(1))}$`)}.`
      : 'Traefik reads regular expressions as Go does (RE2): without look-around and back references.';
    return error(value, `${quoteValue(value.text)} is not a regular expression: ${reason}`, hint);
  }
}

function isAddressOrNetwork(text: string): boolean {
  return [Address, Cidr].some((form) => {
    try {
      form.parse(text);
      return true;
    } catch {
      return false;
    }
  });
}

function notAnAddress(value: RuleValue | undefined): RuleProblem | undefined {
  if (value === undefined) return undefined;
  const hint = 'Write one address or one network: ClientIP(`10.0.0.0/8`).';
  return error(value, `${quoteValue(value.text)} is neither an address nor a network`, hint);
}

function error(value: RuleValue, message: string, hint: string): RuleProblem {
  return { severity: 'error', start: value.start, end: value.end, message, hint };
}
