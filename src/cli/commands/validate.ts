import { BaseFiles } from '../../profile/base-files';
import type { Diagnostic } from '../../diagnostics';
import { formatMore } from '../../diagnostics';
import type { CommandIo } from '../../diagnostics/command-io';
import { FORMATS } from '../../diagnostics/formats';
import type { Format } from '../../diagnostics/formats';
import { selectProfiles } from '../../profile/select-profiles';
import { colorsFor } from '../../diagnostics/print-diagnostics';
import { findProfileFiles, UsageError } from '../../profile/profile-files';
import { PAGES } from '../../rules/registry';
import type { CheckedProfile } from '../../rules/check-profile';
import { countSeverity } from '../../rules/check-profile';
import { checkClusterFile } from '../../synth/check-cluster-file';
import { visible } from '../../terminal/visible';
import { watchFiles } from '../watch-files';

export interface ValidateOptions {
  readonly profiles: string;
  /** Names of clusters, or patterns; empty for all. */
  readonly only: readonly string[];
  readonly format: Format;
  readonly quiet?: boolean;
  /** Check again after each change, until the process is interrupted. */
  readonly watch?: boolean;
  /** Compare with what runs in the cluster. */
  readonly live?: boolean;
  readonly ssh?: string | true;
  readonly kubeconfig?: string;
}

/** Checks profiles and says everything that is wrong with all of them. */
export async function validate(
  named: readonly string[],
  options: ValidateOptions,
  io: CommandIo,
): Promise<number> {
  if (options.watch !== true) return report(await checkAll(named, options), options, io);
  if (options.live === true) throw new UsageError('--watch reads profiles only: leave --live out');
  // What the call names has to be there at the start.
  const files = selectProfiles(findProfileFiles(named, options.profiles), options.only);
  return watchFiles(files, () => checkWatched(named, options, io));
}

async function checkAll(
  named: readonly string[],
  options: ValidateOptions,
): Promise<readonly CheckedProfile[]> {
  const bases = new BaseFiles();
  const checked: CheckedProfile[] = [];
  for (const file of selectProfiles(findProfileFiles(named, options.profiles), options.only)) {
    const profile = await checkClusterFile(file, bases);
    checked.push(options.live === true ? await compareLive(profile, bases, options) : profile);
  }
  return checked;
}

/** Checks once more, and returns the files that were read. A file may be missing for a moment while it is replaced. */
async function checkWatched(
  named: readonly string[],
  options: ValidateOptions,
  io: CommandIo,
): Promise<readonly string[]> {
  try {
    const checked = await checkAll(named, options);
    report(checked, options, io);
    return checked.flatMap(({ file, base = file, manifests }) => [file, base, ...manifests]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExpected = error instanceof UsageError || 'syscall' in error;
    if (!isExpected) throw error;
    io.stderr.write(`netstack: ${visible(error.message)}\n`);
    return [];
  }
}

/** Prints the diagnostics of all profiles. Returns the exit status. */
function report(checked: readonly CheckedProfile[], options: ValidateOptions, io: CommandIo): number {
  const diagnostics = checked.flatMap((profile) => profile.diagnostics);
  io.stdout.write(FORMATS[options.format](diagnostics, { colors: colorsFor(io.stdout), pages: PAGES }));
  const errors = countSeverity(diagnostics, 'error');
  if (options.format === 'human') io.stdout.write(listPages(diagnostics));
  if (options.format === 'human' && !options.quiet) {
    const counts = [
      formatCount(checked.length, 'profile'),
      formatCount(errors, 'error'),
      formatCount(countSeverity(diagnostics, 'warning'), 'warning'),
      formatCount(countSeverity(diagnostics, 'hint'), 'hint'),
    ];
    io.stderr.write(`${counts.join(', ')}\n`);
  }
  return errors > 0 ? 1 : 0;
}

/** Adds what a running cluster shows. A profile with errors is not compared: it would not be applied either. */
async function compareLive(
  profile: CheckedProfile,
  bases: BaseFiles,
  options: ValidateOptions,
): Promise<CheckedProfile> {
  if (profile.plan === undefined) return profile;
  const { checkRunningCluster } = await import('../live/check-running-cluster.js');
  return checkRunningCluster({ ...profile, plan: profile.plan }, bases, options);
}

/** Where to read more about each rule that the diagnostics name. */
function listPages(diagnostics: readonly Diagnostic[]): string {
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].sort();
  return rules.map((rule) => `More on ${rule}: ${formatMore('rules', rule)}\n`).join('');
}

function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
