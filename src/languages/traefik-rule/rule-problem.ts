import type { TextSpan } from './rule';

/** Something about a rule that its author did not want. */
export interface RuleProblem extends TextSpan {
  /**
   * `error`: Traefik logs it and drops the router, so that clients get a 404. `warning`: Traefik takes the rule,
   * which then matches something else than it looks like, most often nothing.
   */
  readonly severity: 'error' | 'warning';
  /** What is wrong; a sentence without its full stop. */
  readonly message: string;
  /** Why, and what to write instead. One or more whole sentences. */
  readonly hint: string;
}

/** The one problem that ends the reading of a rule, since nothing after it can be understood. */
export class RuleSyntaxError extends Error {
  constructor(
    readonly span: TextSpan,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }

  /** The same as a value. */
  get problem(): RuleProblem {
    const { start, end } = this.span;
    return { severity: 'error', start, end, message: this.message, hint: this.hint };
  }
}
