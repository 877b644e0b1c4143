import type { RuleProblem } from './rule-problem';

/** A problem's message as the end of a sentence that has begun with the rule. */
export function ruleProblemText({ message }: RuleProblem): string {
  return message.replace(/^The /, 'the ');
}
