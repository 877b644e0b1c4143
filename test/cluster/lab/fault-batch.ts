import { existsSync, readFileSync } from 'node:fs';
import type { CheckFinding } from '../../../src/verify';
import type { Fault } from './fault';
import type { RunningLab } from './running-lab';

/** The output of `verify --format json`. */
interface Report {
  readonly findings: readonly CheckFinding[];
  readonly groups: readonly { readonly causes: readonly number[] }[];
}

/** What verify reports of planted faults. */
export interface FaultResult {
  readonly names: readonly string[];
  /** Whether the right check reports each fault for the right target. */
  readonly found: boolean;
  /** Whether the first groups have the right checks as their causes. */
  readonly first: boolean;
  /** Whether no check fails after the faults are healed. */
  readonly silent: boolean;
  /** The causes that verify printed, in its order. */
  readonly causes: readonly string[];
  /** The findings that remain after the faults are healed. */
  readonly remaining: readonly string[];
  /** Seconds until verify reported the faults, and until it was silent after healing. */
  readonly seconds: { readonly found: number; readonly silent: number };
}

/**
 * Seconds until a fault is reported, until it is also the first cause, and until its report ends. Other findings may
 * come before the cause for as long as the cluster reacts to the fault.
 */
const PATIENCE = { found: 45, first: 25, silent: 150 };

/** Plants faults at the same time, reads the whole report, heals them, and reads it again. */
export async function runFaults(faults: readonly Fault[], lab: RunningLab): Promise<FaultResult> {
  const start = Date.now();
  let report: CauseReport = { found: false, first: false, causes: [] };
  try {
    for (const fault of orderFaults(faults)) await fault.plant(lab);
    await repeatUntil(async (seconds) => {
      report = judgeReport(await readReport(lab), faults);
      return report.found && (report.first || seconds > PATIENCE.first);
    }, PATIENCE.found);
  } finally {
    await healAll(faults, lab);
  }
  const healed = Date.now();
  let remaining: readonly CheckFinding[] = [];
  await repeatUntil(async () => {
    const { findings } = await readReport(lab);
    remaining = findings.filter(({ outcome }) => outcome === 'failed');
    return remaining.length === 0;
  }, PATIENCE.silent);
  const { found, first, causes } = report;
  return {
    names: faults.map(({ name }) => name),
    ...{ found, first, silent: remaining.length === 0 },
    causes: causes.map(formatFinding),
    remaining: remaining.map(formatFinding),
    seconds: { found: secondsBetween(start, healed), silent: secondsBetween(healed, Date.now()) },
  };
}

/** The order to plant them in. */
function orderFaults(faults: readonly Fault[]): Fault[] {
  const isLast = ({ blocksMetalLb = false }: Fault) => Number(blocksMetalLb);
  return [...faults].sort((a, b) => isLast(a) - isLast(b));
}

/** Heals every fault, also where another one cannot be healed. @throws the first error */
async function healAll(faults: readonly Fault[], lab: RunningLab): Promise<void> {
  const errors: unknown[] = [];
  for (const fault of orderFaults(faults).reverse()) {
    try {
      await fault.heal(lab);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

interface CauseReport extends Pick<FaultResult, 'found' | 'first'> {
  readonly causes: readonly CheckFinding[];
}

/** Whether no check fails. */
export async function isHealthy(lab: RunningLab): Promise<boolean> {
  const { findings } = await readReport(lab);
  return findings.every(({ outcome }) => outcome !== 'failed');
}

/** Compares a report with the faults that it has to name. */
function judgeReport(report: Report, faults: readonly Fault[]): CauseReport {
  const causes = listFirstCauses(report);
  const found = faults.every((fault) => report.findings.some((finding) => isReport(finding, fault)));
  const leading = causes.slice(0, faults.length);
  const first = faults.every((fault) => leading.some(({ check }) => check === causeOf(fault)));
  return { found, first, causes };
}

/** The check that reports the first cause of a fault. */
function causeOf({ check, cause = check }: Fault): string {
  return cause;
}

function secondsBetween(start: number, end: number): number {
  return Math.round((end - start) / 1000);
}

async function readReport(lab: RunningLab): Promise<Report> {
  const { stdout, stderr } = await lab.verifyOutput('--format', 'json');
  if (stdout === '') throw new Error(`verify printed nothing on standard output:\n${stderr}`);
  return JSON.parse(stdout) as Report;
}

function listFirstCauses({ findings, groups }: Report): readonly CheckFinding[] {
  return groups.flatMap(({ causes: [index] }) => (index === undefined ? [] : (findings[index] ?? [])));
}

function isReport(finding: CheckFinding, { check, target, says }: Fault): boolean {
  const isRight = finding.outcome === 'failed' && finding.check === check && finding.target === target;
  return isRight && says.test(JSON.stringify(finding));
}

function formatFinding({ check, target, subject }: CheckFinding): string {
  return `${check} of ${target}: ${subject}`;
}

/** @param isDone is called with the seconds that have passed */
async function repeatUntil(isDone: (seconds: number) => Promise<boolean>, seconds: number): Promise<void> {
  const start = Date.now();
  const countPassed = () => (Date.now() - start) / 1000;
  while (!(await isDone(countPassed())) && countPassed() < seconds);
}

/**
 * Pairs of faults that different checks report, the same for the same list.
 *
 * @param count how many
 */
export function listPairs(faults: readonly Fault[], count: number): readonly (readonly [Fault, Fault])[] {
  const pairs: [Fault, Fault][] = [];
  for (let step = 7; pairs.length < count && step < faults.length; step += 6) {
    for (const [index, one] of faults.entries()) {
      const other = faults[(index + step) % faults.length];
      if (pairs.length < count && other !== undefined && causeOf(other) !== causeOf(one) && index % 2 === 0)
        pairs.push([one, other]);
    }
  }
  return pairs;
}

/** The part of a list that `first-last` names, both counted from 1; undefined: all of it. */
export function selectBatch<T>(list: readonly T[], batch: string | undefined): readonly T[] {
  if (batch === undefined) return list;
  const [, first = '1', last = first] = /^(\d+)(?:-(\d+))?$/.exec(batch) ?? [];
  return list.slice(Number(first) - 1, Number(last));
}

export function nameFaults(faults: readonly Fault[]): string {
  return faults.map(({ name }) => name).join(' + ');
}

/** The results of earlier runs; the last one of each fault. */
export function readResults(file: string | undefined): readonly FaultResult[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const results = lines.map((line) => JSON.parse(line) as FaultResult);
  return [...new Map(results.map((result) => [result.names.join(' + '), result])).values()];
}

/** One line per result, and the counts. */
export function formatResults(results: readonly FaultResult[]): string {
  const count = (isTrue: (result: FaultResult) => boolean) =>
    `${results.filter(isTrue).length}/${results.length}`;
  const lines = results.map((result) => {
    const mark = (isTrue: boolean) => (isTrue ? 'yes' : 'NO ');
    const details = result.first ? '' : `; first: ${result.causes.join(' | ')}`;
    const rest = result.silent ? '' : `; remains: ${result.remaining.join(' | ')}`;
    return `${mark(result.found)} ${mark(result.first)} ${mark(result.silent)} ${result.names.join(' + ')}${details}${rest}`;
  });
  const counts = `found ${count(({ found }) => found)}, right cause first ${count(({ first }) => first)}, silent after healing ${count(({ silent }) => silent)}`;
  return ['found first silent', ...lines, counts, ''].join('\n');
}
