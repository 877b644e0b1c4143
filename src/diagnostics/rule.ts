import type { ProfilePath } from './profile-path';

/**
 * `error`: cannot work; never silenced. `warning`: works but will hurt. `hint`: good to know.
 */
export type Severity = 'error' | 'warning' | 'hint';

/** One problem that a rule found. */
export interface Finding {
  /** Where it stands in the profile. */
  readonly path: ProfilePath;
  /** What is wrong, the user's own text and both owners of a clash included; one sentence. */
  readonly message: string;
  /**
   * Why it matters here and what to write.
   *
   * @default - the rule's `fix`
   */
  readonly hint?: string;
}

/** The user's own words, for messages. */
export interface ProfileSource {
  /** The text at a place, in quotes; where nothing is written, the default in quotes and that it is one. */
  quote(what: object | ProfilePath): string;
  /** `line 5`, or `line 5 of _base.yaml`, or `the default` where nothing is written. */
  line(what: object | ProfilePath): string;
  /** Whether the profile says anything at this place. */
  states(path: ProfilePath): boolean;
}

/** What there is to say of one thing that can be wrong. Its id is its file's name. */
export interface RulePage {
  /** Kebab case; says what it finds: `metallb-pool-contains-node`. */
  readonly id: string;
  readonly severity: Severity;
  /** One line: what is found. */
  readonly title: string;
  /** What happens on a real network. A paragraph. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Takes what a rule finds. */
export type Report = (finding: Finding) => void;

/** One thing that can be wrong with a network, and how it is found. */
export interface Rule<Plan> extends RulePage {
  /** Reports each thing that it finds. Reads only the plan, and has no other effect. */
  check(plan: Plan, report: Report, source: ProfileSource): void;
}
