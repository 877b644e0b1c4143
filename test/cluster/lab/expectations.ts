import { expect } from 'vitest';
import type { CheckFinding } from '../../../src/verify';
import { hostState } from './host-state';
import { listForbiddenLines } from './objects';
import type { RunningLab } from './running-lab';

/** A finding as one line, for a failing test to show. */
export function formatFinding(finding: CheckFinding): string {
  const { outcome, check, target, subject } = finding;
  const found =
    finding.outcome === 'skipped' ? finding.reason : `${finding.found} (planned: ${finding.planned})`;
  return `${outcome}: ${check} at ${target}: ${subject}: ${found}`;
}

/** Everything that verify looks at holds, and it looked at everything. */
export async function expectHealthy(lab: RunningLab, ...options: readonly string[]): Promise<void> {
  const findings = await lab.verify(...options);
  expect(findings.filter(({ outcome }) => outcome !== 'passed').map(formatFinding)).toEqual([]);
  expect(findings.length).toBeGreaterThan(20);
}

/** The permissions that every part was given are enough for all that it did. */
export async function expectNothingForbidden(lab: RunningLab): Promise<void> {
  expect(await listForbiddenLines(lab)).toEqual([]);
}

/** Takes a lab down and compares the machine with what it was before. */
export async function expectCleanDown(lab: RunningLab, before: readonly string[]): Promise<void> {
  await lab.down();
  const after = await hostState(lab.cluster);
  const settings = new Set(before.map(settingOf));
  // Modules that nodes loaded stay, and have settings that were not there.
  const known = after.filter((line) => settingOf(line) === undefined || settings.has(settingOf(line)));
  expect(known.filter((line) => !before.includes(line))).toEqual([]);
  expect(before.filter((line) => !after.includes(line))).toEqual([]);
}

/** Name of the kernel setting that a line of the machine's state is about. */
function settingOf(line: string): string | undefined {
  return /^sysctl: (\S+) =/.exec(line)?.[1];
}

/** Looks until it is so: what a fault or its end does to a network takes its time. */
export async function eventually(look: () => Promise<void>, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
