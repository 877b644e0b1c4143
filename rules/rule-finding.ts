import type { Finding, RulePage } from '../network';

/** What a rule found in a plan. */
export interface RuleFinding extends Finding {
  readonly rule: RulePage;
  readonly hint: string;
}
