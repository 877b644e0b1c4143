import { quoteText } from '../../../diagnostics';
import { findNearest } from '../../../diagnostics/find-nearest';
import { hasVariable } from '../environment-variable';
import { parseGoUnsigned } from '../go/numbers';
import { alternatives } from '../kinds/alternatives';
import { queryClass, queryType, responseCode } from '../kinds/dns-words';
import { REGEXP } from '../kinds/expressions';
import { TEXT } from '../kinds/values';
import type { ArgumentKind, CorefileLine, PluginGrammar } from '../plugin-grammar';
import type { CorefileProblem } from '../problem';
import { createRefusal } from '../problem';
import type { CorefileToken } from '../tokenize';
import { any } from './argument-lists';
import { checkArgument } from './check-argument';
import { checkEdns0 } from './rewrite-edns0';
import { checkName, MATCHES } from './rewrite-name';

const MAX_TTL = 2n ** 31n - 1n;

/** Seconds, or a range such as `30-300`, of which one end may be missing. */
const TTL_RANGE: ArgumentKind = {
  title: 'a number of seconds or a range of them',
  findFault(text) {
    const [low = '', high, more] = text.split('-');
    const hint = 'Write seconds such as "30", or a range such as "30-300".';
    const min = low === '' && high !== undefined ? 0n : parseGoUnsigned(low, 32);
    const max = high === undefined ? min : high === '' ? MAX_TTL : parseGoUnsigned(high, 32);
    if (min === undefined || max === undefined || more !== undefined || text === '-') {
      return { message: 'is not a TTL', hint };
    }
    return min > max ? { message: 'ends before it begins', hint } : undefined;
  },
};

/** The highest number that CoreDNS takes for a response code. */
const MAX_RCODE = 23n;

const RCODE_NAME = responseCode('any');

const RCODE: ArgumentKind = {
  ...RCODE_NAME,
  findFault(text) {
    const value = parseGoUnsigned(text, 32);
    return value !== undefined && value <= MAX_RCODE ? undefined : RCODE_NAME.findFault(text);
  },
};

const CLASS = queryClass('any');
const TYPE = queryType('any');

/** Checks what follows the type of a rule. */
type RuleCheck = (type: CorefileToken, args: readonly CorefileToken[]) => readonly CorefileProblem[];

const RULES: ReadonlyMap<string, RuleCheck> = new Map<string, RuleCheck>([
  ['name', checkName],
  ['class', (type, args) => checkPair(type, args, CLASS)],
  ['type', (type, args) => checkPair(type, args, TYPE)],
  ['edns0', checkEdns0],
  ['ttl', (type, args) => checkMatched(type, args, [TTL_RANGE])],
  // CoreDNS turns these into lower case before it reads them.
  ['cname', (type, args) => checkMatched(type, args.map(inLowerCase), [TEXT])],
  ['rcode', (type, args) => checkMatched(type, args, [RCODE, RCODE])],
]);

function checkRule({ word, args }: CorefileLine): readonly CorefileProblem[] {
  if (args.some(({ text }) => hasVariable(text))) return [];
  const [first, ...others] = args;
  const hasMode = /^(?:continue|stop)$/i.test(first?.text ?? '');
  const [type, ...rest] = hasMode ? others : args;
  if (type === undefined) {
    return [createRefusal(first ?? word, `${quoteText((first ?? word).text)} has no rule behind it`, HINT)];
  }
  const name = type.text.toLowerCase();
  const check = RULES.get(name);
  if (check !== undefined) return check(type, rest);
  const meant = findNearest(name, [...RULES.keys()]);
  const hint = meant === undefined ? `Write ${alternatives([...RULES.keys()])}.` : `Did you mean "${meant}"?`;
  return [
    name === 'answer'
      ? createRefusal(
          type,
          '"answer" is not behind a name rule',
          'Put it behind the rule whose answers it rewrites.',
        )
      : createRefusal(type, `${quoteText(type.text)} is not a type of rewrite`, hint),
  ];
}

const HINT = 'Write a rule such as "name old.home.arpa new.home.arpa".';

function checkPair(type: CorefileToken, args: readonly CorefileToken[], kind: ArgumentKind) {
  const extra = args[2];
  if (args.length < 2)
    return [tooFew(type, args, 2, `Write ${kind.title} and the one that takes its place.`)];
  if (extra !== undefined)
    return [createRefusal(extra, `${quoteText(type.text)} takes 2 arguments`, 'Remove the rest.')];
  return args.flatMap((arg) => checkArgument(arg, kind, type));
}

/** `[MATCH] NAME VALUES...`: the name comes with a kind of match where there is one more argument than without. */
function checkMatched(
  type: CorefileToken,
  args: readonly CorefileToken[],
  values: readonly ArgumentKind[],
): readonly CorefileProblem[] {
  const plain = 1 + values.length;
  const extra = args[plain + 1];
  if (args.length < plain) return [tooFew(type, args, plain, 'Write a name and what takes effect on it.')];
  if (extra !== undefined) {
    return [
      createRefusal(
        extra,
        `${quoteText(type.text)} takes ${plain + 1} arguments at most`,
        'Remove the rest.',
      ),
    ];
  }
  const matched = args.length > plain;
  const [match, pattern] = args as [CorefileToken, CorefileToken];
  const isRegexp = matched && match.text.toLowerCase() === 'regex';
  return [
    ...(matched ? checkArgument(match, MATCHES, type) : []),
    ...(isRegexp ? checkArgument(pattern, REGEXP, type) : []),
    ...values.flatMap((kind, index) =>
      checkArgument(args[args.length - values.length + index] as CorefileToken, kind, type),
    ),
  ];
}

function inLowerCase(token: CorefileToken): CorefileToken {
  return { ...token, text: token.text.toLowerCase() };
}

function tooFew(type: CorefileToken, args: readonly unknown[], min: number, hint: string): CorefileProblem {
  const has =
    args.length === 0 ? 'no argument' : args.length === 1 ? '1 argument' : `${args.length} arguments`;
  return createRefusal(type, `${quoteText(type.text)} has ${has} and needs at least ${min}`, hint);
}

/** @see https://coredns.io/plugins/rewrite/ */
export const rewrite: PluginGrammar = {
  name: 'rewrite',
  example: 'rewrite name old.home.arpa new.home.arpa',
  repeated: 'added',
  args: { ...any(TEXT), check: checkRule },
  braces: 'arguments',
};
