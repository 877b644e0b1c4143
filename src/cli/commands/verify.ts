import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { NetworkPlan } from '../../plan';
import type { Check, Finding } from '../../verify';
import { runChecks } from '../../verify';
import type { CommandIo } from '../../diagnostics/command-io';
import { colorsFor, formatDiagnostics } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { checkProfile } from '../../rules/check-profile';
import { humanReport, jsonReport } from '../../verify/report/report';
import { visible } from '../../terminal/visible';
import { staleFiles } from '../../synth/stale-files';
import { changes } from '../../verify/report/changes';
import type { VerifyOptions } from '../verify/request';
import { checksOf, openVerification } from '../verify/request';

/** Exit statuses, beside 2 for a call that cannot be understood. */
const STATUS = { asPlanned: 0, failed: 1, notLooked: 3, interrupted: 130 };

/**
 * Compares what runs with what was planned. Status 0 only where nothing failed and nothing was left out unasked; 1
 * where something failed, 3 where nothing failed and something could not be looked at.
 */
export async function verify(cluster: string, options: VerifyOptions, io: CommandIo): Promise<number> {
  const checks = checksOf(options);
  const [file = ''] = findProfileFiles([cluster], options.profiles);
  const { plan, diagnostics } = checkProfile(file);
  if (plan === undefined) {
    io.stderr.write(formatDiagnostics(diagnostics, colorsFor(io.stderr)));
    return STATUS.failed;
  }
  const interrupt = new AbortController();
  const interrupted = () => interrupt.abort();
  process.once('SIGINT', interrupted);
  try {
    return options.watch === undefined
      ? await once({ plan, checks, options, io, interrupt: interrupt.signal })
      : await again({ plan, checks, options, io, interrupt: interrupt.signal }, options.watch);
  } finally {
    process.off('SIGINT', interrupted);
  }
}

/** What one look needs. */
interface Look {
  readonly plan: NetworkPlan;
  readonly checks: readonly Check[];
  readonly options: VerifyOptions;
  readonly io: CommandIo;
  readonly interrupt: AbortSignal;
}

async function once(look: Look): Promise<number> {
  const findings = await looked(look, true);
  write(findings, look);
  return look.interrupt.aborted ? STATUS.interrupted : statusOf(findings);
}

/** Looks until it is interrupted, and after the first time says only what has changed. */
async function again(look: Look, seconds: number): Promise<number> {
  const { io, options, interrupt } = look;
  let before = await looked(look, true);
  write(before, look);
  while (await waited(seconds, interrupt)) {
    const findings = await looked(look, false);
    if (options.format === 'json') io.stdout.write(jsonReport(findings));
    else io.stdout.write(changes(before, findings, new Date()));
    before = findings;
  }
  return statusOf(before);
}

/** Whether it went by without an interruption. */
async function waited(seconds: number, signal: AbortSignal): Promise<boolean> {
  await delay(seconds * 1000, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

async function looked(
  { plan, checks, options, io, interrupt }: Look,
  first: boolean,
): Promise<readonly Finding[]> {
  const { on, vantage, files } = openVerification(plan, options, interrupt);
  try {
    if (first) {
      announce(io, plan, [vantage.title, on.rehearsal?.differences ?? []]);
      announceStale(io, files, `${options.output}/${plan.cluster}`);
    }
    return await runChecks(checks, on);
  } finally {
    await vantage.close();
  }
}

/** Words for a person go to standard error: what is compared, from where, and what of it is not as on hardware. */
function announce(
  io: CommandIo,
  plan: NetworkPlan,
  [title, differences]: readonly [string, readonly string[]],
): void {
  io.stderr.write(visibleLine(`verify ${plan.cluster} ${title}`));
  for (const difference of differences) io.stderr.write(visibleLine(`  not as on hardware: ${difference}`));
}

function announceStale(io: CommandIo, files: ReadonlyMap<string, string>, folder: string): void {
  const [stale] = existsSync(folder) ? staleFiles(files, folder) : [];
  if (stale === undefined) return;
  const what = `${folder} is not what the profile says (${stale}): compared with the profile`;
  io.stderr.write(visibleLine(`  ${what}`));
}

/** File names and what a lab has noted may hold control characters. */
function visibleLine(text: string): string {
  return `${visible(text)}\n`;
}

function write(findings: readonly Finding[], { io, options }: Look): void {
  const { format, verbose = false } = options;
  const report =
    format === 'json' ? jsonReport(findings) : humanReport({ findings, verbose }, colorsFor(io.stdout));
  io.stdout.write(report);
}

function statusOf(findings: readonly Finding[]): number {
  if (findings.some(({ outcome }) => outcome === 'fails')) return STATUS.failed;
  // Checks that the plan gives nothing to look at prove nothing.
  if (findings.length === 0) return STATUS.notLooked;
  if (findings.some(({ outcome }) => outcome === 'not looked')) return STATUS.notLooked;
  return STATUS.asPlanned;
}
