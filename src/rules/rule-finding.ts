import type { Finding, RulePage } from '../diagnostics';

/** What a rule found in a plan. */
export interface RuleFinding extends Finding {
  readonly rule: RulePage;
  readonly hint: string;
}
