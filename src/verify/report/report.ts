import type { createColors } from 'picocolors';
import type { Finding } from '..';

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
    ...failureGroups(failed, colors),
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

/** What one check found wrong at one place, together: what it means is said once. */
function failureGroups(findings: readonly Failure[], colors: Colors): readonly string[] {
  const groups = new Map<string, Failure[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.check, finding.place]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => failureGroup(group, colors));
}

function failureGroup(group: readonly Failure[], colors: Colors): string {
  const [{ place, check, title } = { place: '', check: '', title: '' }] = group;
  const lines = group.flatMap((finding, index) => [
    `  Looked at  ${finding.looked}`,
    `  Found      ${finding.found}`,
    `  Planned    ${finding.planned}`,
    ...unlessSaidNext('Why        ', group, index, 'why'),
    ...unlessSaidNext('Next       ', group, index, 'next'),
  ]);
  return [`${colors.red('fails')}  ${place}  ${colors.bold(check)}  not so: ${title}`, ...lines, '\n'].join(
    '\n',
  );
}

/** What several findings in a row share stands below the last of them. */
function unlessSaidNext(
  heading: string,
  group: readonly Failure[],
  index: number,
  part: 'why' | 'next',
): readonly string[] {
  const text = group[index]?.[part];
  return group[index + 1]?.[part] === text ? [] : [`  ${heading}${text}`];
}

/** One array, for programs. */
export function jsonReport(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings, null, 2)}\n`;
}
