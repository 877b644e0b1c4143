/** A finding of `netstack verify --format json`, as far as a report shows it. */
export interface VerifiedFinding {
  /** The ID of the check. */
  readonly check: string;
  /** `node pi1`, `cluster`, `LAN`. */
  readonly target: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What was compared: `flannel.1 (ip -j -d address)`. */
  readonly subject: string;
  /** The actual and the planned state; empty for a skipped check. */
  readonly found: string;
  readonly planned: string;
  /** Other nodes that take part in a failure: both ends of a ping. */
  readonly nodes: readonly string[];
  /** Components, Services and addresses that a failure affects; empty: any. */
  readonly components: readonly string[];
  /** Where the check failed: the next step. Where it was skipped: the reason. */
  readonly next: string;
}

/** What `verify` saw last. */
export interface VerifyResult {
  readonly findings: readonly VerifiedFinding[];
  /** The first causes, most probable first, each with the number of findings that follow from it. */
  readonly causes: readonly { readonly finding: VerifiedFinding; readonly effects: number }[];
}

/** A text that is not the JSON output of `netstack verify`. */
export class VerifyResultError extends Error {}

/**
 * Reads the output of `netstack verify --format json`.
 *
 * @throws VerifyResultError
 */
export function parseVerifyResult(text: string): VerifyResult {
  const { findings: list, groups } = asRecord(parseJson(text), 'the file');
  if (!Array.isArray(list) || !Array.isArray(groups))
    throw new VerifyResultError('it has no lists "findings" and "groups"');
  const findings = list.map((one, index) => readFinding(one, `findings[${index}]`));
  return {
    findings,
    causes: groups.flatMap((group, index) => readGroup(group, `groups[${index}]`, findings)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new VerifyResultError('it is not JSON');
  }
}

function asRecord(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new VerifyResultError(`${place} is not an object`);
  return value as Readonly<Record<string, unknown>>;
}

function readFinding(value: unknown, place: string): VerifiedFinding {
  const record = asRecord(value, place);
  const word = (key: string) => (typeof record[key] === 'string' ? record[key] : '');
  const list = (key: string) => (Array.isArray(record[key]) ? record[key].filter(isText) : []);
  const { outcome } = record;
  if (outcome !== 'passed' && outcome !== 'failed' && outcome !== 'skipped')
    throw new VerifyResultError(`${place} has no outcome`);
  if (word('check') === '') throw new VerifyResultError(`${place} names no check`);
  return {
    ...{ check: word('check'), target: word('target'), outcome, subject: word('subject') },
    ...{ found: word('found'), planned: word('planned') },
    ...{ nodes: list('nodes'), components: list('components') },
    next: outcome === 'skipped' ? word('reason') : word('next'),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function readGroup(
  value: unknown,
  place: string,
  findings: readonly VerifiedFinding[],
): VerifyResult['causes'] {
  const { causes, effects } = asRecord(value, place);
  if (!Array.isArray(causes) || !Array.isArray(effects))
    throw new VerifyResultError(`${place} has no lists "causes" and "effects"`);
  return causes.map((index) => {
    const finding = typeof index === 'number' ? findings[index] : undefined;
    if (finding === undefined) throw new VerifyResultError(`${place} refers to a finding that is not there`);
    return { finding, effects: effects.length };
  });
}
