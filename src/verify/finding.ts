/** What a check compared, as texts. */
interface Comparison {
  /** What was read, and by which command or from which object: `flannel.1 (ip -j -d address)`. */
  readonly subject: string;
  /** The actual state. */
  readonly found: string;
  /** The state that the plan requires. */
  readonly planned: string;
}

/** The actual state matches the plan. */
export interface Passed extends Comparison {
  readonly outcome: 'passed';
}

/** The actual state differs from the plan. */
export interface Failed extends Comparison {
  readonly outcome: 'failed';
  /** The consequence for the network, where it is more specific than the check's own `why`. */
  readonly why?: string;
  /** The next step: a command where one helps. */
  readonly next: string;
  /** A command that shows the actual state. @default - derived from the subject */
  readonly proof?: string;
  /** Other nodes that take part: both ends of a ping. @default - the target only */
  readonly nodes?: readonly string[];
  /** Components, Services and addresses that are affected. @default - any */
  readonly components?: readonly string[];
  /** IDs of the checks whose failure can be its cause. @default - those that its check depends on */
  readonly dependsOn?: readonly string[];
}

/** What a check adds to a comparison that may fail. */
type FailureTexts = Pick<Failed, 'why' | 'next' | 'proof' | 'nodes' | 'components' | 'dependsOn'>;

/** The state could not be read. */
export interface Skipped {
  readonly outcome: 'skipped';
  readonly subject: string;
  /** Why it could not be read. */
  readonly reason: string;
  /** What makes it readable: another host to run on, a tool to install. */
  readonly next: string;
}

/** One result of a check. */
export type Observation = Passed | Failed | Skipped;

/** An observation, with the check that made it and its target. */
export type CheckFinding = Observation & CheckReference;

/** A finding of a check that failed. */
export type FailedFinding = Failed & CheckReference;

interface CheckReference {
  /** The check's ID. */
  readonly check: string;
  readonly title: string;
  /** The consequence for the network. */
  readonly why: string;
  /** `node pi1`, `cluster`, `LAN`. */
  readonly target: string;
}

export function pass(comparison: Comparison): Passed {
  return { outcome: 'passed', ...comparison };
}

export function fail(comparison: Comparison & FailureTexts): Failed {
  return { outcome: 'failed', ...comparison };
}

/** Passes or fails by `isAsPlanned`; only a failure keeps the consequence and the next step. */
export function passIf(isAsPlanned: boolean, comparison: Comparison & FailureTexts): Passed | Failed {
  const { subject, found, planned } = comparison;
  return isAsPlanned ? pass({ subject, found, planned }) : fail(comparison);
}
