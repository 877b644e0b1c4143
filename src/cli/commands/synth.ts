import type { CommandIo } from '../../diagnostics/command-io';
import { selectProfiles } from '../../profile/select-profiles';
import { findProfileFiles } from '../../profile/profile-files';
import { withRecoveredOutput } from '../../synth/output/recover-output';
import { synthesizeProfiles } from '../../synth/synthesize-profiles';

export interface SynthOptions {
  readonly profiles: string;
  readonly output: string;
  /** Names of clusters, or patterns; empty for all. */
  readonly only: readonly string[];
  /** @default false */
  readonly force?: boolean;
  /**
   * The process ID of the run that has handed this one a part of its fleet.
   *
   * @default - the run is not a part of another
   */
  readonly part?: number;
  /**
   * The folder by which the two runs share the fleet.
   *
   * @default - the run is not a part of another
   */
  readonly claims?: string;
}

/** Writes every cluster that has no errors, after a killed run's output is recovered; reports the errors of the others. */
export async function synth(named: readonly string[], options: SynthOptions, io: CommandIo): Promise<number> {
  const { profiles, output, only, part: parent, claims } = options;
  const { force = process.env.NETSTACK_CACHE === 'off' } = options;
  const code = process.env.NETSTACK_CODE;
  // Only where this is the program itself, and what is written is noted.
  const program =
    io === process && code !== undefined && parent === undefined
      ? [process.execPath, process.argv[1] ?? '']
      : undefined;
  const further = {
    ...(parent !== undefined && { parent }),
    ...(claims !== undefined && { claims }),
    ...(code !== undefined && { code }),
    // Beside the bundle and its compiled code.
    ...(program && { program, kept: `${__filename}.rendered.cache` }),
  };
  const run = () => {
    const files = selectProfiles(findProfileFiles(named, profiles), only);
    return synthesizeProfiles(files, { output, force, ...further }, io);
  };
  return parent === undefined ? withRecoveredOutput(output, run) : run();
}
