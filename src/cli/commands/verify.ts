import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkPlan } from '../../plan';
import type { Check, CheckFinding } from '../../verify';
import { ALL_CHECKS, runChecks } from '../../verify';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, printDiagnostics } from '../../diagnostics/print-diagnostics';
import type { Bundle, RecordedFile } from '../../verify/bundle';
import { groupByCause } from '../../verify/causes/group-by-cause';
import { formatJson } from '../../verify/report/format-json';
import { formatJunit } from '../../verify/report/format-junit';
import { formatQuiet } from '../../verify/report/format-quiet';
import { formatText } from '../../verify/report/format-report';
import { formatOwnCommand, listFolderOptions } from '../../terminal/own-command';
import { visible } from '../../terminal/visible';
import { findStaleFiles } from '../../synth/stale-files';
import { formatChanges } from '../../verify/report/format-changes';
import type { VerifyOptions, VerifyRequest } from '../verify/request';
import type { BundleHeader } from '../verify/support-bundle';
import { openBundle, openProfile, recordBundle } from '../verify/support-bundle';
import { findChecks, openVerification } from '../verify/request';

/** Seconds between two runs of --wait. */
const PAUSE_SECONDS = 3;

/** Exit statuses; 2 is a usage error. */
const STATUS = { passed: 0, failed: 1, skipped: 3, interrupted: 130 };

/**
 * Compares the running cluster with its plan. Exit status 0: every selected check passed; 1: a check failed; 3: no check
 * failed and some were skipped.
 */
export async function verify(
  cluster: string | undefined,
  options: VerifyOptions,
  io: CommandIo,
): Promise<number> {
  const bundle = options.from === undefined ? undefined : openBundle(options.from);
  const checks = findChecks(options, bundle?.checks);
  const { plan, diagnostics, files } = openProfile(cluster, options.profiles, bundle);
  if (plan === undefined) {
    printDiagnostics(diagnostics, io.stderr);
    return STATUS.failed;
  }
  const interrupt = new AbortController();
  const abort = () => interrupt.abort();
  process.once('SIGINT', abort);
  try {
    const run = { plan, files, checks, options, io, interrupt: interrupt.signal, ...(bundle && { bundle }) };
    if (options.watch !== undefined) return await runRepeatedly(run, options.watch);
    return await runUntilPassed(run, options.wait ?? 0);
  } finally {
    process.off('SIGINT', abort);
  }
}

/** The parameters of a run. */
interface VerifyRun {
  readonly plan: NetworkPlan;
  /** The files of the profile. */
  readonly files: readonly RecordedFile[];
  /** The bundle to read. @default - the cluster */
  readonly bundle?: Bundle;
  readonly checks: readonly Check[];
  readonly options: VerifyOptions;
  readonly io: CommandIo;
  readonly interrupt: AbortSignal;
}

/** Repeats the run until every check passes or the time is over, and prints the last one. */
async function runUntilPassed(run: VerifyRun, seconds: number): Promise<number> {
  const end = Date.now() + seconds * 1000;
  let findings = await collectFindings(run, true);
  while (
    findStatus(findings) !== STATUS.passed &&
    Date.now() < end &&
    (await waitFor(PAUSE_SECONDS, run.interrupt))
  )
    findings = await collectFindings(run, false);
  writeReport(findings, run);
  return run.interrupt.aborted ? STATUS.interrupted : findStatus(findings);
}

/** Repeats the run until it is interrupted; later runs print only what changed. */
async function runRepeatedly(run: VerifyRun, seconds: number): Promise<number> {
  const { io, options, interrupt } = run;
  let before = await collectFindings(run, true);
  writeReport(before, run);
  while (await waitFor(seconds, interrupt)) {
    const findings = await collectFindings(run, false);
    const groups = groupByCause(findings, ALL_CHECKS);
    if (options.format !== 'human') writeReport(findings, run);
    else io.stdout.write(formatChanges(before, findings, { groups, at: new Date() }));
    before = findings;
  }
  return findStatus(before);
}

/** Whether the time passed without an interruption. */
async function waitFor(seconds: number, signal: AbortSignal): Promise<boolean> {
  await delay(seconds * 1000, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

async function collectFindings(run: VerifyRun, isFirst: boolean): Promise<readonly CheckFinding[]> {
  const { plan, checks, options, io, interrupt, bundle } = run;
  const request = openVerification(plan, options, interrupt, bundle);
  const { context, access, files } = request;
  try {
    if (isFirst && options.quiet !== true) {
      writeTitle(io, plan, [access.title, context.rehearsal?.differences ?? []]);
      if (bundle === undefined) writeStaleNote(io, plan, files, options);
    }
    const { bundle: file } = options;
    if (file === undefined) return await runChecks(checks, context);
    return await recordBundle(file, describeRun(run, request), context, (recorded) =>
      runChecks(checks, recorded),
    );
  } finally {
    await access.close();
  }
}

/** The parts of a bundle that a run decides. */
function describeRun(
  { plan, files, checks, options }: VerifyRun,
  { access, lab }: VerifyRequest,
): BundleHeader {
  return {
    ...{ cluster: plan.cluster, createdAt: new Date(), title: access.title, files },
    checks: checks.map(({ id }) => id),
    ...(options.pre === true && { beforeInstall: true }),
    ...(lab && { lab }),
  };
}

/** Writes to standard error what is verified, from where, and how a lab differs from hardware. */
function writeTitle(
  io: CommandIo,
  plan: NetworkPlan,
  [title, differences]: readonly [string, readonly string[]],
): void {
  io.stderr.write(formatLine(`verify ${plan.cluster} ${title}`));
  for (const difference of differences) io.stderr.write(formatLine(`  differs from hardware: ${difference}`));
}

function writeStaleNote(
  io: CommandIo,
  { cluster }: NetworkPlan,
  files: ReadonlyMap<string, string>,
  { profiles, output }: Pick<VerifyOptions, 'profiles' | 'output'>,
): void {
  const folder = `${output}/${cluster}`;
  const [stale] = existsSync(folder) ? findStaleFiles(files, folder) : [];
  if (stale === undefined) return;
  const synth = formatOwnCommand('synth', cluster, ...listFolderOptions({ profiles, output }));
  const note = `${folder} is outdated (${stale}): verify compares with the profile; run "${synth}"`;
  io.stderr.write(formatLine(`  ${note}`));
}

/** File names and a lab's description may contain control characters. */
function formatLine(text: string): string {
  return `${visible(text)}\n`;
}

function writeReport(findings: readonly CheckFinding[], { plan, io, options }: VerifyRun): void {
  const { format, verbose = false, all = false, quiet = false } = options;
  const groups = groupByCause(findings, ALL_CHECKS);
  if (format === 'json') io.stdout.write(formatJson(findings, groups));
  else if (format === 'junit') io.stdout.write(formatJunit(plan.cluster, findings, groups));
  else if (quiet) io.stdout.write(formatQuiet(groups));
  else io.stdout.write(formatText({ findings, groups, verbose, all }, colorsFor(io.stdout)));
}

function findStatus(findings: readonly CheckFinding[]): number {
  if (findings.some(({ outcome }) => outcome === 'failed')) return STATUS.failed;
  // A plan for which no selected check applies proves nothing.
  if (findings.length === 0) return STATUS.skipped;
  if (findings.some(({ outcome }) => outcome === 'skipped')) return STATUS.skipped;
  return STATUS.passed;
}
