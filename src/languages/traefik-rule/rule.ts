/** Which routers a rule is for: the two have different matchers. */
export type RuleProtocol = 'http' | 'tcp';

/** A stretch of the rule's text, counted in UTF-16 code units from 0. */
export interface TextSpan {
  readonly start: number;
  /** First code unit after the stretch. */
  readonly end: number;
}

/** One matcher with its values: Host(`example.org`). */
export interface MatcherCall extends TextSpan {
  readonly kind: 'matcher';
  /** As the rule spells it. */
  readonly name: string;
  /** Without quotes, escapes resolved. */
  readonly values: readonly RuleValue[];
}

/** One value of a matcher. */
export interface RuleValue extends TextSpan {
  readonly text: string;
}

/** Rules of which all, or any, must hold. */
export interface Combination extends TextSpan {
  readonly kind: 'and' | 'or';
  /** Two or more, from left to right. */
  readonly rules: readonly TraefikRule[];
}

/** A rule that must not hold. */
export interface Negation extends TextSpan {
  readonly kind: 'not';
  readonly rule: TraefikRule;
}

/** A rule as Traefik understands it: which requests, or connections, a router takes. */
export type TraefikRule = MatcherCall | Combination | Negation;

/** Every matcher of the rule, from left to right. */
export function matchersOf(rule: TraefikRule): readonly MatcherCall[] {
  if (rule.kind === 'matcher') return [rule];
  return rule.kind === 'not' ? matchersOf(rule.rule) : rule.rules.flatMap(matchersOf);
}

/** Every value that the rule gives to `matcher`, whatever case the rule spells the matcher in. */
export function valuesOf(rule: TraefikRule, matcher: string): readonly string[] {
  return matchersOf(rule)
    .filter(({ name }) => name.toLowerCase() === matcher.toLowerCase())
    .flatMap(({ values }) => values.map(({ text }) => text));
}
