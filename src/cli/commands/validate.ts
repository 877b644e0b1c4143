import { BaseFiles } from '../../profile/base-files';
import type { Diagnostic } from '../../diagnostics';
import { formatMore } from '../../diagnostics';
import type { CommandIo } from '../../diagnostics/command-io';
import { FORMATS } from '../../diagnostics/formats';
import type { Format } from '../../diagnostics/formats';
import { selectProfiles } from '../../profile/select-profiles';
import { colorsFor } from '../../diagnostics/print-diagnostics';
import { findProfileFiles } from '../../profile/profile-files';
import { PAGES } from '../../rules/registry';
import type { CheckedProfile } from '../../rules/check-profile';
import { countSeverity } from '../../rules/check-profile';
import { checkClusterFile } from '../../synth/check-cluster-file';

export interface ValidateOptions {
  readonly profiles: string;
  /** Names of clusters, or patterns; empty for all. */
  readonly only: readonly string[];
  readonly format: Format;
  readonly quiet?: boolean;
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
  const bases = new BaseFiles();
  const checked: CheckedProfile[] = [];
  for (const file of selectProfiles(findProfileFiles(named, options.profiles), options.only)) {
    const profile = await checkClusterFile(file, bases);
    checked.push(options.live === true ? await compareLive(profile, bases, options) : profile);
  }
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
