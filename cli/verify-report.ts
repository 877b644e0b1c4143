import type { createColors } from 'picocolors';
import type { Finding } from '../verify';

type Colors = ReturnType<typeof createColors>;

/** What a look found, and how it is to be shown. */
export interface Report {
  readonly findings: readonly Finding[];
  /** What is said of things that are as planned: each, or how many. */
  readonly verbose: boolean;
}

type Failure = Extract<Finding, { outcome: 'fails' }>;
type Held = Extract<Finding, { outcome: 'holds' }>;
type Unseen = Extract<Finding, { outcome: 'not looked' }>;

/** A look's findings for a person: failures last, so that a terminal ends with them. */
export function humanReport({ findings, verbose }: Report, colors: Colors): string {
  const held = findings.filter((finding) => finding.outcome === 'holds');
  const unseen = findings.filter((finding) => finding.outcome === 'not looked');
  const failed = findings.filter((finding) => finding.outcome === 'fails');
  return [
    ...(verbose ? held.map((finding) => heldLine(finding, colors)) : []),
    ...unseenGroups(unseen, colors),
    ...failed.map((finding) => failure(finding, colors)),
    `${summary(findings)}\n`,
  ].join('');
}

/** `120 hold, 1 fails, 3 not looked` */
export function summary(findings: readonly Finding[]): string {
  const count = (outcome: Finding['outcome']) => findings.filter((one) => one.outcome === outcome).length;
  const [hold, fail, unseen] = [count('holds'), count('fails'), count('not looked')];
  return [
    `${hold} ${hold === 1 ? 'holds' : 'hold'}`,
    `${fail} ${fail === 1 ? 'fails' : 'fail'}`,
    ...(unseen === 0 ? [] : [`${unseen} not looked`]),
  ].join(', ');
}

function heldLine({ place, check, looked, found }: Held, colors: Colors): string {
  return `${colors.green('holds')}  ${place}  ${check}  ${looked}: ${found}\n`;
}

/** Everything that one and the same thing kept from looking at, together. */
function unseenGroups(findings: readonly Unseen[], colors: Colors): readonly string[] {
  const groups = new Map<string, Unseen[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.because, finding.next]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => {
    const [{ because, next } = { because: '', next: '' }] = group;
    const checks = [...new Set(group.map(({ check }) => check))].join(', ');
    const places = [...new Set(group.map(({ place }) => place))].join(', ');
    return [
      `${colors.yellow('not looked')}  ${places}: ${because}`,
      `  Left out  ${checks}`,
      `  Next      ${next}`,
      '\n',
    ].join('\n');
  });
}

function failure(
  { place, check, title, looked, found, planned, why, next }: Failure,
  colors: Colors,
): string {
  return [
    `${colors.red('fails')}  ${place}  ${colors.bold(check)}  not so: ${title}`,
    `  Looked at  ${looked}`,
    `  Found      ${found}`,
    `  Planned    ${planned}`,
    `  Why        ${why}`,
    `  Next       ${next}`,
    '\n',
  ].join('\n');
}

/** One array, for programs. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings, null, 2)}\n`;
}
