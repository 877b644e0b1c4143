import { matcherNamed } from './matchers';
import type { MatcherCall, TraefikRule, RuleProtocol } from './rule';
import type { RuleProblem } from './rule-problem';

/** Matchers whose value is the whole of something that a request has once. */
const HAS_ONE: Readonly<Record<string, string>> = {
  Host: 'A request has one host',
  HostSNI: 'A connection has one server name',
  Method: 'A request has one method',
  Path: 'A request has one path',
};

/** Finds two different values of one thing that both must hold, such as two hosts joined by &&. */
export function contradictions(rule: TraefikRule, protocol: RuleProtocol): readonly RuleProblem[] {
  if (rule.kind === 'matcher') return [];
  if (rule.kind === 'not') return contradictions(rule.rule, protocol);
  if (rule.kind === 'or') return rule.rules.flatMap((each) => contradictions(each, protocol));
  const parts = conjuncts(rule);
  const calls = parts.filter((part) => part.kind === 'matcher');
  return [
    ...clashes(calls, protocol),
    ...parts.flatMap((part) => (part.kind === 'matcher' ? [] : contradictions(part, protocol))),
  ];
}

/** What is joined by && on one level. */
function conjuncts(rule: TraefikRule): readonly TraefikRule[] {
  return rule.kind === 'and' ? rule.rules.flatMap(conjuncts) : [rule];
}

function clashes(calls: readonly MatcherCall[], protocol: RuleProtocol): readonly RuleProblem[] {
  const first = new Map<string, MatcherCall>();
  return calls.flatMap((call) => {
    const name = matcherNamed(call.name, protocol) ?? '';
    const why = HAS_ONE[name];
    if (why === undefined || call.values[0]?.text.includes('*')) return [];
    const before = first.get(name) ?? call;
    first.set(name, before);
    return sameValue(before, call) ? [] : [clash(call, name, why)];
  });
}

function sameValue(one: MatcherCall, other: MatcherCall): boolean {
  return one.values[0]?.text.toLowerCase() === other.values[0]?.text.toLowerCase();
}

function clash(call: MatcherCall, name: string, why: string): RuleProblem {
  const { start, end } = call;
  const message = `Two different ${name} are joined by &&: the rule matches nothing`;
  return { severity: 'warning', start, end, message, hint: `${why}: join them by || in parentheses.` };
}
