import type { MatcherFacts } from './matchers';
import type { MatcherCall } from './rule';
import type { RuleProblem } from './rule-problem';
import { spreadOut } from './v2-syntax';

/** The problem with how many values a matcher has, or with an empty one. */
export function arityProblem(call: MatcherCall, name: string, facts: MatcherFacts): RuleProblem | undefined {
  const { start, end, values } = call;
  const [fewest, most] = facts.arity;
  const count = values.length;
  if (count < fewest || count > most) {
    const takes = fewest === most ? plural(fewest) : `${fewest} or ${plural(most)}`;
    const message = `${name} takes ${takes}, here are ${count === 0 ? 'none' : count}`;
    return { severity: 'error', start, end, message, hint: hintFor(call, name, facts) };
  }
  const empty = values.find(({ text }) => text === '');
  if (empty === undefined) return undefined;
  const message = `${name} has an empty value`;
  return { severity: 'error', start: empty.start, end: empty.end, message, hint: `Write ${facts.example}.` };
}

function hintFor(call: MatcherCall, name: string, facts: MatcherFacts): string {
  const severalOfOne = facts.arity[1] === 1 && call.values.length > 1;
  if (!severalOfOne) return `Write ${facts.example}.`;
  const spread = spreadOut(
    name,
    call.values.map(({ text }) => text),
  );
  return `Several values are the syntax of Traefik v2: write ${spread}, in parentheses if more follows.`;
}

function plural(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
